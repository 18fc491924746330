package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.studio.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Encodes chat events as server-sent events, in one of the contract's dialects. One instance per stream. */
interface Wire {
    /** The frames of one event, each terminated by an empty line. */
    List<String> frames(ChatEvent event);

    /** A heartbeat: indicates only that the work continues. */
    String keepAlive();

    static Wire of(Dialect dialect) {
        return dialect == Dialect.ADK ? new Adk("e-" + UUID.randomUUID()) : new Typed();
    }

    private static String data(JsonNode node) {
        return "data: " + Json.write(node) + "\n\n";
    }

    /** {@code {"type":…}} objects. */
    record Typed() implements Wire {
        @Override
        public List<String> frames(ChatEvent event) {
            return List.of(data(node(event)));
        }

        private static JsonNode node(ChatEvent event) {
            if (event instanceof ChatEvent.Text text) {
                return Json.object().put("type", "text").put("content", text.content());
            } else if (event instanceof ChatEvent.ToolCall call) {
                return Json.object()
                        .put("type", "tool_call")
                        .put("name", call.name())
                        .set("args", call.arguments());
            } else if (event instanceof ChatEvent.ToolResult result) {
                return Json.object()
                        .put("type", "tool_result")
                        .put("name", result.name())
                        .set("result", result.result());
            }
            return Json.object().put("type", "error").put("message", ((ChatEvent.Failure) event).sentence());
        }

        @Override
        public String keepAlive() {
            return data(Json.object().put("type", "heartbeat"));
        }
    }

    /** Events in the format of an Agent Development Kit server in streaming mode. */
    record Adk(String invocation) implements Wire {
        private static final int FRAGMENT = 24;

        @Override
        public List<String> frames(ChatEvent event) {
            if (event instanceof ChatEvent.Text text) {
                return spoken(text.content());
            } else if (event instanceof ChatEvent.ToolCall call) {
                ObjectNode part = Json.object();
                part.putObject("functionCall")
                        .put("id", "call-" + call.name())
                        .put("name", call.name())
                        .set("args", call.arguments());
                return List.of(data(event("model", part)));
            } else if (event instanceof ChatEvent.ToolResult result) {
                ObjectNode part = Json.object();
                part.putObject("functionResponse")
                        .put("id", "call-" + result.name())
                        .put("name", result.name())
                        .set("response", result.result());
                return List.of(data(event("user", part)));
            }
            ObjectNode error = Json.object()
                    .put("errorCode", "EDIT_FAILED")
                    .put("errorMessage", ((ChatEvent.Failure) event).sentence())
                    .put("invocationId", invocation)
                    .put("author", "nemo_agent");
            return List.of(data(error.put("id", UUID.randomUUID().toString())));
        }

        /** The text in fragments, then the whole text once more. */
        private List<String> spoken(String text) {
            List<String> frames = new ArrayList<>();
            for (int start = 0; start < text.length(); ) {
                int end = Math.min(text.length(), start + FRAGMENT);
                if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                    end++;
                }
                ObjectNode fragment = event("model", Json.object().put("text", text.substring(start, end)));
                frames.add(data(fragment.put("partial", true)));
                start = end;
            }
            frames.add(data(event("model", Json.object().put("text", text))));
            return frames;
        }

        private ObjectNode event(String role, ObjectNode part) {
            ObjectNode event = Json.object();
            event.putObject("content").put("role", role).putArray("parts").add(part);
            return event.put("invocationId", invocation)
                    .put("author", "nemo_agent")
                    .put("id", UUID.randomUUID().toString());
        }

        @Override
        public String keepAlive() {
            return ": working\n\n";
        }
    }
}
