package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.RpcException;
import io.longtake.cli.session.SessionNames;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What a client can read without calling a tool: the list of sessions, a session, its contact sheet. */
final class Resources {
    private static final String SESSIONS = "longtake://sessions";
    private static final Pattern ONE = Pattern.compile(SESSIONS + "/(" + SessionNames.FORM + ")(/preview)?");
    private static final String JSON = "application/json";

    private final Calls calls;
    private final Duration limit;
    private final Pictures pictures;

    Resources(Calls calls, Duration limit, Pictures pictures) {
        this.calls = calls;
        this.limit = limit;
        this.pictures = pictures;
    }

    ObjectNode list(Exchange exchange) throws RpcException {
        var result = Messages.object();
        var resources = result.putArray("resources");
        resources.add(described("uri", SESSIONS, "sessions", "All sessions", JSON));
        for (var session : document(List.of("sessions", "--"), SESSIONS, exchange)) {
            var name = session.path("session").asText();
            resources.add(described(
                    "uri",
                    SESSIONS + "/" + name,
                    name,
                    "Session " + name + ", " + session.path("state").asText(),
                    JSON));
        }
        return result;
    }

    static ObjectNode templates() {
        var result = Messages.object();
        result.putArray("resourceTemplates")
                .add(described("uriTemplate", SESSIONS + "/{session}", "session", "Everything about a session", JSON))
                .add(described(
                        "uriTemplate",
                        SESSIONS + "/{session}/preview",
                        "preview",
                        "Contact sheet of a session's timeline",
                        "image/jpeg"));
        return result;
    }

    private static ObjectNode described(String key, String address, String name, String title, String type) {
        return Messages.object()
                .put(key, address)
                .put("name", name)
                .put("title", title)
                .put("mimeType", type);
    }

    ObjectNode read(ObjectNode params, Exchange exchange) throws RpcException {
        var uri = params.path("uri").asText();
        if (uri.equals(SESSIONS)) {
            return text(uri, document(List.of("sessions", "--"), uri, exchange));
        }
        var one = ONE.matcher(uri);
        if (!one.matches()) {
            throw RpcException.resourceNotFound(
                    "There is no resource " + uri + ". Resources are " + SESSIONS + ", " + SESSIONS + "/SESSION and "
                            + SESSIONS + "/SESSION/preview.",
                    exchange.version());
        }
        return one.group(2) == null
                ? text(uri, document(List.of("show", "--", one.group(1)), uri, exchange))
                : picture(uri, one.group(1), exchange);
    }

    private static ObjectNode text(String uri, JsonNode document) {
        var result = Messages.object();
        result.putArray("contents")
                .addObject()
                .put("uri", uri)
                .put("mimeType", JSON)
                .put("text", Messages.text(document));
        return result;
    }

    private ObjectNode picture(String uri, String session, Exchange exchange) throws RpcException {
        var outcome = pictures.with(List.of("preview", "--", session), false, (line, picture) -> {
            var seen = calls.run(line, limit, exchange);
            var result = Messages.object();
            seen.result().ifPresent(ended -> {
                if (ended.exit() == 0) {
                    result.putArray("contents")
                            .addObject()
                            .put("uri", uri)
                            .put("mimeType", "image/jpeg")
                            .put("blob", Base64.getEncoder().encodeToString(picture.jpeg()));
                } else {
                    result.put(
                            "message",
                            ended.document().path("error").path("message").asText());
                }
            });
            return result;
        });
        if (!outcome.has("contents")) {
            throw RpcException.resourceNotFound(
                    outcome.path("message").asText("Longtake has not answered yet. Try again."), exchange.version());
        }
        return outcome;
    }

    private JsonNode document(List<String> line, String uri, Exchange exchange) throws RpcException {
        var seen = calls.run(line, limit, exchange);
        if (seen.result().isEmpty()) {
            throw RpcException.internal("Longtake has not answered yet. Try again.");
        }
        var ended = seen.result().get();
        if (ended.exit() != 0) {
            throw RpcException.resourceNotFound(
                    uri + ": " + ended.document().path("error").path("message").asText(), exchange.version());
        }
        return ended.document();
    }
}
