package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** The HTTP headers that repeat parts of a message, and the HTTP status of a response. */
final class Headers {
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String BASE64_START = "=?base64?";
    private static final String BASE64_END = "?=";

    private Headers() {}

    /**
     * Checks the headers against the message.
     *
     * @param headers returns a header of the request
     * @throws RpcException if the version is not supported, a required field is missing, or a header contradicts the
     *     message
     */
    static void check(JsonNode message, Function<String, Optional<String>> headers) throws RpcException {
        var version = headers.apply(VERSION);
        if (version.isPresent() && ProtocolVersion.of(version.get()).isEmpty()) {
            throw Dispatcher.unsupported(version.get());
        }
        var params = message.path("params");
        var named = params.path("_meta").path(Dispatcher.VERSION);
        if (named.isMissingNode()) {
            if (version.flatMap(ProtocolVersion::of)
                    .filter(ProtocolVersion::isStateless)
                    .isPresent()) {
                throw RpcException.invalidParams("_meta lacks " + Dispatcher.VERSION + ".");
            }
            return;
        }
        if (!params.path("_meta").path(Dispatcher.CLIENT_CAPABILITIES).isObject()) {
            throw RpcException.invalidParams("_meta lacks " + Dispatcher.CLIENT_CAPABILITIES + ".");
        }
        same(VERSION, version, named.asText());
        same("Mcp-Method", headers.apply("Mcp-Method"), message.path("method").asText());
        switch (message.path("method").asText()) {
            case "tools/call", "prompts/get" ->
                same("Mcp-Name", headers.apply("Mcp-Name"), params.path("name").asText());
            case "resources/read" ->
                same("Mcp-Name", headers.apply("Mcp-Name"), params.path("uri").asText());
            default -> {
                // No other method has a name.
            }
        }
    }

    private static void same(String header, Optional<String> given, String inMessage) throws RpcException {
        if (given.map(Headers::decoded).filter(inMessage::equals).isEmpty()) {
            throw new RpcException(
                    RpcException.HEADER_MISMATCH,
                    "The header " + header + " must be '" + inMessage + "', as in the message, not '" + given.orElse("")
                            + "'.");
        }
    }

    private static String decoded(String value) {
        if (!value.startsWith(BASE64_START) || !value.endsWith(BASE64_END)) {
            return value;
        }
        var coded = value.substring(BASE64_START.length(), value.length() - BASE64_END.length());
        try {
            return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /**
     * Returns the HTTP status of a response. A client that has shaken hands takes every other status than 200 for an error of
     * the transport, and 404 for the end of its session.
     */
    static int status(JsonNode message, JsonNode response) {
        if (!message.path("params").path("_meta").has(Dispatcher.VERSION)) {
            return 200;
        }
        return switch (response.path("error").path("code").asInt()) {
            case RpcException.UNSUPPORTED_VERSION, RpcException.INVALID_REQUEST -> 400;
            case RpcException.METHOD_NOT_FOUND -> 404;
            default -> 200;
        };
    }
}
