package io.longtake.studio.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** What a chat's stream tells besides that it is alive. */
sealed interface ChatEvent {
    /** The studio uses one of its tools; not for the person. */
    record ToolCall(String name, JsonNode arguments) implements ChatEvent {}

    record ToolResult(String name, JsonNode result) implements ChatEvent {}

    /** Words for the person. */
    record Text(String content) implements ChatEvent {}

    /** The turn failed. */
    record Failure(String sentence) implements ChatEvent {}
}
