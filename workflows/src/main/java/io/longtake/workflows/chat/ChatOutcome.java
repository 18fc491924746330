package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** How a stream ended. Texts are for people: no tool calls, no thoughts, at most 16,000 characters. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatOutcome.Replied.class, name = "replied"),
    @JsonSubTypes.Type(value = ChatOutcome.Silent.class, name = "silent"),
    @JsonSubTypes.Type(value = ChatOutcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ChatOutcome.Broken.class, name = "broken")
})
public sealed interface ChatOutcome {
    /**
     * The backend closed the stream after some text.
     *
     * @param implied what its instructions for a screen come to; they no longer stand in the text
     */
    record Replied(String text, List<ImpliedAction> implied) implements ChatOutcome {
        public Replied {
            // Absent in what older versions wrote.
            implied = List.copyOf(Objects.requireNonNullElse(implied, List.of()));
        }

        public Replied(String text) {
            this(text, List.of());
        }

        public boolean implies(ImpliedAction action) {
            return implied.contains(action);
        }
    }

    /** The backend closed the stream and said nothing; the state has to tell. */
    record Silent() implements ChatOutcome {}

    /** An error event: the backend's word that the turn failed. */
    record Refused(String message, String text) implements ChatOutcome {}

    /** The stream was cut, or our patience ended. What the backend does now is not known. */
    record Broken(Break why, String text) implements ChatOutcome {}

    /** Why a stream has no proper end. */
    enum Break {
        /** The connection went away in the middle. */
        DROPPED,
        /** The whole time for a chat was over. */
        DEADLINE,
        /** Nothing but keep-alives for too long. */
        SILENCE,
        /** The same intent was begun before, by a worker that did not live to tell. */
        BEGUN_BEFORE
    }
}
