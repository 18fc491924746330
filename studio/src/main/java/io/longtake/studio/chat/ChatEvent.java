package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** An event of a chat's stream, other than a heartbeat. */
sealed interface ChatEvent {
    /** The studio calls one of its tools; not shown to the user. */
    record ToolCall(String name, JsonNode arguments) implements ChatEvent {}

    record ToolResult(String name, JsonNode result) implements ChatEvent {}

    /** Text for the user. */
    record Text(String content) implements ChatEvent {}

    /** The turn failed. */
    record Failure(String sentence) implements ChatEvent {}
}
