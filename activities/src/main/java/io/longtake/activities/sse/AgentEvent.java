package io.longtake.activities.sse;

import com.fasterxml.jackson.databind.JsonNode;

/** What the backend's agent says or does, in one vocabulary for both dialects. */
public sealed interface AgentEvent {
    /**
     * Words for the person.
     *
     * @param kind whether they continue, or repeat what came in fragments
     */
    record Text(String text, Kind kind) implements AgentEvent {
        /** How a text relates to those before it. */
        public enum Kind {
            /** A piece that continues the text before it. */
            FRAGMENT,
            /** A whole text; it repeats the fragments before it, where there were any. */
            WHOLE
        }
    }

    /** The agent's thinking: not for the person. */
    record Thought(String text) implements AgentEvent {}

    /** The agent uses a tool: internal, but a sign of work. */
    record ToolCall(String name, JsonNode arguments) implements AgentEvent {}

    /** What a tool gave back: internal. */
    record ToolResult(String name, JsonNode result) implements AgentEvent {}

    /** Nothing but a sign that the connection stands; it doesn't break a silence. */
    record KeepAlive() implements AgentEvent {}

    /** The backend's word that the turn failed; the state is read all the same. */
    record Trouble(String code, String message) implements AgentEvent {}

    /** A readable event without words or tools, such as a change of the agent's state. */
    record Other(String type) implements AgentEvent {}

    /** Data that makes no sense, or too much of it. */
    record Unreadable(String why) implements AgentEvent {}

    /** The stream ended inside an event: the reply isn't whole. */
    record Cut(int bytes) implements AgentEvent {}

    /** Whether this is more than a sign of life: only such events end a silence. */
    default boolean breaksSilence() {
        return !(this instanceof KeepAlive);
    }
}
