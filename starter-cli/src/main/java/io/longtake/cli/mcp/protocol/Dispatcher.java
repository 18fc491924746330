package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.environment.Version;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers messages: the handshake and discovery itself, everything else through {@link Methods}. Thread-safe. */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final String PREFIX = "io.modelcontextprotocol/";
    static final String VERSION = PREFIX + "protocolVersion";
    static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";

    /** Results that a client may keep for an hour, because they change only with the program. */
    private static final Set<String> LASTING = Set.of("server/discover", "tools/list", "resources/templates/list");

    private static final Set<String> CHANGING = Set.of("resources/list", "resources/read");
    private static final int LASTING_MILLIS = 3_600_000;

    private final Methods methods;

    Dispatcher(Methods methods) {
        this.methods = methods;
    }

    static boolean isRequest(JsonNode message) {
        return message.isObject() && message.has("method") && message.has("id");
    }

    /**
     * Handles a message.
     *
     * @param notifications receives notifications that belong to the request
     * @return the response; empty for a notification and for a cancelled request
     */
    Optional<ObjectNode> handle(JsonNode message, Connection connection, Consumer<ObjectNode> notifications) {
        var id = message.path("id");
        if (!isRequest(message)) {
            if (message.path("method").asText().equals("notifications/cancelled")) {
                connection.cancel(message.path("params").path("requestId"));
            }
            boolean valid =
                    message.isObject() && (message.has("method") || message.has("result") || message.has("error"));
            return valid
                    ? Optional.empty()
                    : Optional.of(Messages.error(
                            id, new RpcException(RpcException.INVALID_REQUEST, "Not a JSON-RPC message.")));
        }
        try {
            return answer(message, connection, notifications).map(result -> Messages.response(id, result));
        } catch (RpcException e) {
            return Optional.of(Messages.error(id, e));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            log.warn("a request failed", e);
            return Optional.of(Messages.error(id, RpcException.internal("Unexpected error: " + e + ".")));
        }
    }

    private Optional<ObjectNode> answer(JsonNode message, Connection connection, Consumer<ObjectNode> notifications)
            throws RpcException {
        if (!(message.get("id").isTextual() || message.get("id").isNumber())) {
            throw new RpcException(RpcException.INVALID_REQUEST, "The ID of a request must be a string or a number.");
        }
        var method = message.path("method").asText();
        var params = message.path("params") instanceof ObjectNode given ? given : Messages.object();
        if (method.equals("initialize")) {
            var version = ProtocolVersion.agreed(params.path("protocolVersion").asText());
            connection.agree(version);
            return Optional.of(initialized(version));
        }
        var version = version(params, connection);
        if (method.equals("ping") && !version.isStateless()) {
            return Optional.of(Messages.object());
        }
        var exchange = new Exchange(
                version,
                Optional.of(params.path("_meta").path("progressToken"))
                        .filter(token -> token.isTextual() || token.isNumber()),
                params.path("_meta")
                        .path(CLIENT_CAPABILITIES)
                        .path("extensions")
                        .has("io.modelcontextprotocol/tasks"),
                notifications);
        connection.begin(message.get("id"), exchange);
        try {
            var result = method.equals("server/discover") ? discovered() : methods.call(method, params, exchange);
            return exchange.isCancelled() ? Optional.empty() : Optional.of(complete(result, method, version));
        } finally {
            exchange.end();
            connection.end(message.get("id"), exchange);
        }
    }

    /** Returns the version that the request names, or else that of the handshake. */
    private static ProtocolVersion version(ObjectNode params, Connection connection) throws RpcException {
        var named = params.path("_meta").path(VERSION);
        if (named.isMissingNode()) {
            return connection.version();
        }
        var version = ProtocolVersion.of(named.asText())
                .filter(ProtocolVersion::isStateless)
                .orElse(null);
        if (version == null) {
            throw unsupported(named.asText());
        }
        if (!params.path("_meta").path(CLIENT_CAPABILITIES).isObject()) {
            throw RpcException.invalidParams("_meta lacks " + CLIENT_CAPABILITIES + ".");
        }
        return version;
    }

    static RpcException unsupported(String requested) {
        var data = Messages.object();
        Stream.of(ProtocolVersion.values())
                .forEach(one -> data.withArray("supported").add(one.date()));
        data.put("requested", requested);
        return new RpcException(RpcException.UNSUPPORTED_VERSION, "Unsupported protocol version", Optional.of(data));
    }

    private ObjectNode initialized(ProtocolVersion version) {
        var result = Messages.object();
        result.put("protocolVersion", version.date());
        result.set("capabilities", methods.capabilities(version));
        result.set("serverInfo", serverInfo());
        result.put("instructions", methods.instructions());
        return result;
    }

    private ObjectNode discovered() {
        var result = Messages.object();
        Stream.of(ProtocolVersion.values())
                .forEach(one -> result.withArray("supportedVersions").add(one.date()));
        result.set("capabilities", methods.capabilities(ProtocolVersion.V2026_07_28));
        result.put("instructions", methods.instructions());
        return result;
    }

    private static ObjectNode serverInfo() {
        return Messages.object()
                .put("name", "longtake")
                .put("title", "Longtake")
                .put("version", Version.current());
    }

    /** Adds what the version requires of every result. */
    private static ObjectNode complete(ObjectNode result, String method, ProtocolVersion version) {
        if (!version.isStateless()) {
            return result;
        }
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        result.withObjectProperty("_meta").set(PREFIX + "serverInfo", serverInfo());
        if (LASTING.contains(method)) {
            result.put("ttlMs", LASTING_MILLIS).put("cacheScope", "public");
        } else if (CHANGING.contains(method)) {
            result.put("ttlMs", 0).put("cacheScope", "private");
        }
        return result;
    }
}
