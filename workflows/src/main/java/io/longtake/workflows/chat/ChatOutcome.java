package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a stream ended. Texts are meant for the user: no tool calls, no thoughts, at most 16,000 characters. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = ChatOutcome.Broken.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatOutcome.Replied.class, name = "replied"),
    @JsonSubTypes.Type(value = ChatOutcome.Silent.class, name = "silent"),
    @JsonSubTypes.Type(value = ChatOutcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ChatOutcome.Broken.class, name = "broken")
})
public sealed interface ChatOutcome {
    /**
     * The backend sent text and closed the stream.
     *
     * @param implied the actions that correspond to the reply's instructions for a user interface; those instructions
     *     are removed from the text
     * @param reading how the backend read the message, if it reports that
     */
    record Replied(
            @JsonProperty("text") String text,
            @JsonProperty("implied") List<ImpliedAction> implied,
            @JsonProperty("expected") List<Expectation> expected,
            @JsonProperty("reading") Optional<MessageReading> reading)
            implements ChatOutcome {
        public Replied {
            implied = List.copyOf(implied);
            expected = List.copyOf(expected);
        }

        /** The reply of a backend that does not report how it read the message. */
        public Replied(String text, List<ImpliedAction> implied, List<Expectation> expected) {
            this(text, implied, expected, Optional.empty());
        }

        public boolean implies(ImpliedAction action) {
            return implied.contains(action);
        }
    }

    /** The backend closed the stream without any text; the backend's state shows what happened. */
    record Silent(@JsonProperty("expected") List<Expectation> expected) implements ChatOutcome {
        public Silent {
            expected = List.copyOf(expected);
        }
    }

    /** An error event: the backend reports that the turn failed. */
    record Refused(
            @JsonProperty("message") String message,
            @JsonProperty("text") String text) implements ChatOutcome {}

    /**
     * The stream was interrupted, a time limit expired, or the response was not a stream. What the backend does now is
     * unknown.
     *
     * @param text the text received so far; with {@link Break#ERROR} a sentence that describes the response
     */
    record Broken(
            @JsonProperty("why") Break why,
            @JsonProperty("text") String text) implements ChatOutcome {
        /**
         * An outcome of a kind that this version does not know is read as this one; the backend's state shows what
         * happened.
         */
        public Broken {
            why = Objects.requireNonNullElse(why, Break.DROPPED);
            text = Objects.requireNonNullElse(text, "");
        }
    }

    /** Why a stream did not end properly. */
    enum Break {
        /** The connection was interrupted. */
        @JsonEnumDefaultValue
        DROPPED,
        /**
         * An error response instead of a stream, or an unreadable one: it does not show whether the message was
         * accepted.
         */
        ERROR,
        /** The time limit of the chat expired. */
        DEADLINE,
        /** Nothing but keep-alives arrived for too long. */
        SILENCE,
        /** The same intent was started before, by a worker that was lost before it reported the outcome. */
        BEGUN_BEFORE
    }
}
