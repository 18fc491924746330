package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** How a stream ended. Texts are for people: no tool calls, no thoughts, at most 16,000 characters. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = ChatOutcome.Broken.class)
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
    record Replied(
            @JsonProperty("text") String text,
            @JsonProperty("implied") List<ImpliedAction> implied,
            @JsonProperty("expected") List<Expectation> expected)
            implements ChatOutcome {
        public Replied {
            implied = List.copyOf(implied);
            expected = List.copyOf(expected);
        }

        public boolean implies(ImpliedAction action) {
            return implied.contains(action);
        }
    }

    /** The backend closed the stream and said nothing; the state has to tell. */
    record Silent(@JsonProperty("expected") List<Expectation> expected) implements ChatOutcome {
        public Silent {
            expected = List.copyOf(expected);
        }
    }

    /** An error event: the backend's word that the turn failed. */
    record Refused(
            @JsonProperty("message") String message,
            @JsonProperty("text") String text) implements ChatOutcome {}

    /**
     * The stream was cut, our patience ended, or something else came instead of a stream. What the backend does now is not known.
     *
     * @param text what was said by then; with {@link Break#ERROR} a sentence that tells what came
     */
    record Broken(
            @JsonProperty("why") Break why,
            @JsonProperty("text") String text) implements ChatOutcome {
        /** An outcome of a kind that this version does not know is read as this: the state tells what happened. */
        public Broken {
            why = Objects.requireNonNullElse(why, Break.DROPPED);
            text = Objects.requireNonNullElse(text, "");
        }
    }

    /** Why a stream has no proper end. */
    enum Break {
        /** The connection went away in the middle. */
        @JsonEnumDefaultValue
        DROPPED,
        /** An error instead of a stream, or nothing that can be read: it does not tell whether the message was taken. */
        ERROR,
        /** The whole time for a chat was over. */
        DEADLINE,
        /** Nothing but keep-alives for too long. */
        SILENCE,
        /** The same intent was begun before, by a worker that did not live to tell. */
        BEGUN_BEFORE
    }
}
