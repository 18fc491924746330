package io.longtake.activities.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.longtake.activities.sse.AgentEvent.Text.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts stream items into agent events. Reads the events of Google's Agent Development Kit (content with parts) and the typed
 * events ({@code {"type":"text",…}}) in any mixture. One stream item may contain several agent events, in order.
 */
final class Dialects {
    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Dialects() {}

    static List<AgentEvent> read(StreamItem item) {
        if (item instanceof StreamItem.Event event) {
            return event(event);
        }
        if (item instanceof StreamItem.Unfinished cut) {
            return unfinished(cut);
        }
        if (item instanceof StreamItem.Oversized big) {
            return List.of(new AgentEvent.Unreadable("an event of " + big.bytes() + " bytes exceeds the limit"));
        }
        return List.of(new AgentEvent.KeepAlive());
    }

    private static List<AgentEvent> event(StreamItem.Event event) {
        String name = event.name().toLowerCase(Locale.ROOT);
        if (event.data().isBlank() || isKeepAlive(name)) {
            return List.of(new AgentEvent.KeepAlive());
        }
        if (event.data().strip().equals("[DONE]")) {
            return List.of(new AgentEvent.Other("done"));
        }
        Optional<JsonNode> json = parse(event.data());
        if (json.isPresent()) {
            return meaning(json.get());
        }
        return name.equals("error")
                ? List.of(new AgentEvent.StreamError("", event.data().strip()))
                : List.of(new AgentEvent.Unreadable(
                        "an event of " + event.data().length() + " characters is not a JSON object"));
    }

    /** If the data is a complete document, only the empty line is missing and nothing was lost. */
    private static List<AgentEvent> unfinished(StreamItem.Unfinished cut) {
        Optional<JsonNode> json = parse(cut.data());
        if (json.isPresent()) {
            return meaning(json.get());
        }
        boolean empty = cut.data().isBlank() || isKeepAlive(cut.name().toLowerCase(Locale.ROOT));
        return empty
                ? List.of(new AgentEvent.KeepAlive())
                : List.of(new AgentEvent.Cut(cut.data().length()));
    }

    private static Optional<JsonNode> parse(String data) {
        try {
            JsonNode node = JSON.readTree(data);
            return Optional.ofNullable(node).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isKeepAlive(String name) {
        return name.equals("heartbeat") || name.equals("ping") || name.equals("keepalive") || name.equals("keep-alive");
    }

    private static List<AgentEvent> meaning(JsonNode event) {
        List<AgentEvent> found = new ArrayList<>();
        if (event.path("type").isTextual()) {
            typed(event, found);
        }
        JsonNode parts = event.path("content").path("parts");
        boolean partial = event.path("partial").asBoolean(false);
        // Text with the role "user" repeats the user's own message and is skipped. Tool results have the same role
        // and are read.
        boolean echo = event.path("content").path("role").asText("").equals("user");
        StringBuilder whole = new StringBuilder();
        for (JsonNode part : parts) {
            if (!echo || !part.path("text").isTextual()) {
                part(part, partial, whole, found);
            }
        }
        if (!whole.isEmpty()) {
            // All parts form one text, because the fragments before it may have been split at other positions.
            found.add(0, new AgentEvent.Text(whole.toString(), Kind.WHOLE));
        }
        error(event, found);
        if (found.isEmpty()) {
            found.add(
                    event.isEmpty()
                            ? new AgentEvent.KeepAlive()
                            : new AgentEvent.Other(event.path("type").asText("event")));
        }
        return found;
    }

    private static void typed(JsonNode event, List<AgentEvent> found) {
        String type = event.path("type").asText().toLowerCase(Locale.ROOT);
        if (isKeepAlive(type)) {
            found.add(new AgentEvent.KeepAlive());
            return;
        }
        switch (type) {
            case "text" -> words(event).ifPresent(text -> found.add(new AgentEvent.Text(text, Kind.FRAGMENT)));
            case "thought", "thinking" -> words(event).ifPresent(text -> found.add(new AgentEvent.Thought(text)));
            case "tool_call" ->
                found.add(new AgentEvent.ToolCall(event.path("name").asText(""), event.path("args")));
            case "tool_result" ->
                found.add(new AgentEvent.ToolResult(event.path("name").asText(""), event.path("result")));
            case "error" -> {
                if (!event.hasNonNull("error") && !event.hasNonNull("errorCode") && !event.hasNonNull("errorMessage")) {
                    String message =
                            words(event).orElseGet(() -> event.path("message").asText("The backend gave no reason."));
                    found.add(new AgentEvent.StreamError(event.path("code").asText(""), message));
                }
            }
            default -> {
                // A type added in the future: its content in the fields of the other dialect is still read.
            }
        }
    }

    private static Optional<String> words(JsonNode event) {
        for (String field : new String[] {"content", "text"}) {
            if (event.path(field).isTextual() && !event.path(field).asText().isEmpty()) {
                return Optional.of(event.path(field).asText());
            }
        }
        return Optional.empty();
    }

    private static void part(JsonNode part, boolean partial, StringBuilder whole, List<AgentEvent> found) {
        JsonNode call = either(part, "functionCall", "function_call");
        JsonNode response = either(part, "functionResponse", "function_response");
        String text = part.path("text").asText("");
        if (call.isObject()) {
            found.add(new AgentEvent.ToolCall(call.path("name").asText(""), call.path("args")));
        } else if (response.isObject()) {
            found.add(new AgentEvent.ToolResult(response.path("name").asText(""), response.path("response")));
        } else if (part.path("thought").asBoolean(false)) {
            found.add(new AgentEvent.Thought(text));
        } else if (partial && !text.isEmpty()) {
            found.add(new AgentEvent.Text(text, Kind.FRAGMENT));
        } else {
            whole.append(text);
        }
    }

    private static void error(JsonNode event, List<AgentEvent> found) {
        JsonNode error = event.path("error");
        String code = either(event, "errorCode", "error_code").asText("");
        String message = either(event, "errorMessage", "error_message").asText("");
        if (error.isTextual() && !error.asText().isBlank()) {
            found.add(new AgentEvent.StreamError(code, error.asText()));
        } else if (error.isObject() && !error.isEmpty()) {
            found.add(new AgentEvent.StreamError(
                    error.path("code").asText(code), error.path("message").asText(error.toString())));
        } else {
            stop(event, code, message).ifPresent(found::add);
        }
    }

    /** An error reported by code or message. A code may be the finish reason of the model, which is not necessarily an error. */
    private static Optional<AgentEvent.StreamError> stop(JsonNode event, String code, String message) {
        Optional<FinishReason> byCode = FinishReason.of(code);
        Optional<FinishReason> reason = byCode.or(() ->
                FinishReason.of(either(event, "finishReason", "finish_reason").asText("")));
        boolean otherError = byCode.isEmpty() && !(code.isBlank() && message.isBlank());
        if (!otherError && reason.filter(FinishReason::isError).isEmpty()) {
            return Optional.empty();
        }
        String name = code.isBlank() ? reason.map(Enum::name).orElse("") : code;
        String words =
                reason.filter(FinishReason::isError).map(FinishReason::sentence).orElse(code);
        return Optional.of(new AgentEvent.StreamError(name, message.isBlank() ? words : message));
    }

    private static JsonNode either(JsonNode node, String one, String other) {
        return node.hasNonNull(one) ? node.path(one) : node.path(other);
    }
}
