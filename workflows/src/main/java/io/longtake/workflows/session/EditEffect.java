package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.chat.MessageReading;
import java.util.Optional;

/**
 * What an edit did.
 *
 * @param changed whether the timeline after the edit differs from the one before it
 * @param reading how the backend read the message, if it reports that
 * @param tookMs time from the start of the edit to its end, in milliseconds; empty if a later check determined the effect
 */
public record EditEffect(
        @JsonProperty(value = "changed", required = true) boolean changed,
        @JsonProperty("reading") Optional<MessageReading> reading,
        @JsonProperty("tookMs") Optional<Long> tookMs) {
    static EditEffect of(boolean changed) {
        return new EditEffect(changed, Optional.empty(), Optional.empty());
    }

    EditEffect taking(long milliseconds) {
        return new EditEffect(changed, reading, Optional.of(milliseconds));
    }

    /** Size of its texts in a payload, in bytes. */
    int bytes() {
        return reading.map(EditEffect::bytes).orElse(0);
    }

    private static int bytes(MessageReading reading) {
        int question = reading.question()
                .map(asked -> Utf8.bytes(asked.text())
                        + asked.choices().stream()
                                .mapToInt(choice -> Utf8.bytes(choice.label()) + Utf8.bytes(choice.request()))
                                .sum())
                .orElse(0);
        return question + reading.refused().stream().mapToInt(Utf8::bytes).sum();
    }
}
