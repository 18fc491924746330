package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How the backend read a message, as it reports besides its reply. The studio reports it; other backends may not.
 *
 * @param understood whether the backend recognized a request or a question in the message, even one that can't be carried out
 * @param refused a sentence for each part of the message that was not carried out
 * @param question what has to be answered before anything is changed
 */
public record MessageReading(
        @JsonProperty(value = "understood", required = true) boolean understood,
        @JsonProperty("refused") List<String> refused,
        @JsonProperty("question") Optional<Question> question) {
    public MessageReading {
        refused = List.copyOf(refused);
    }

    /**
     * A question.
     *
     * @param choices the possible answers
     * @param confirms whether the first choice confirms what was asked for; otherwise the choices are alternatives
     */
    public record Question(
            @JsonProperty("text") String text,
            @JsonProperty("choices") List<Choice> choices,

            @JsonProperty(value = "confirms", required = true)
            boolean confirms) {
        public Question {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A possible answer.
     *
     * @param label short, for the user
     * @param request a message that has the effect of the answer, also without the question; the label where that message is too long to keep
     */
    public record Choice(
            @JsonProperty("label") String label,
            @JsonProperty("request") String request) {}
}
