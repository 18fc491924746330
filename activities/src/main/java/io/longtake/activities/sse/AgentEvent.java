package io.longtake.activities.sse;

import com.fasterxml.jackson.databind.JsonNode;

/** An event from the backend's agent, in one vocabulary for both dialects. */
public sealed interface AgentEvent {
    /**
     * Text for the user.
     *
     * @param kind whether the text continues the previous text, or repeats what was sent as fragments
     */
    record Text(String text, Kind kind) implements AgentEvent {
        /** How a text relates to the previous ones. */
        public enum Kind {
            /** A piece that continues the previous text. */
            FRAGMENT,
            /** A complete text, which repeats the fragments before it, if there were any. */
            WHOLE
        }
    }

    /** The agent's reasoning; not shown to the user. */
    record Thought(String text) implements AgentEvent {}

    /** The agent uses a tool; not shown, but an indication of progress. */
    record ToolCall(String name, JsonNode arguments) implements AgentEvent {}

    /** The result of a tool; not shown to the user. */
    record ToolResult(String name, JsonNode result) implements AgentEvent {}

    /** Only shows that the connection is alive; does not end a silence. */
    record KeepAlive() implements AgentEvent {}

    /** The backend reports that the turn failed. The backend's state is read anyway. */
    record StreamError(String code, String message) implements AgentEvent {}

    /** A readable event without text or tools, such as a change of the agent's state. */
    record Other(String type) implements AgentEvent {}

    /** Data that can't be parsed, or that is too large. */
    record Unreadable(String why) implements AgentEvent {}

    /** The stream ended in the middle of an event: the reply is incomplete. */
    record Cut(int bytes) implements AgentEvent {}

    /** Whether this is more than a keep-alive; only such events end a silence. */
    default boolean breaksSilence() {
        return !(this instanceof KeepAlive);
    }
}
