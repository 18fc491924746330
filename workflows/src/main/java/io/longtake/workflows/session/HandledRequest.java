package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An update that was answered; kept so that the same id gets the same answer in later runs too.
 *
 * @param first number of the first turn that it queued
 * @param count number of turns that it queued
 */
public record HandledRequest(
        @JsonProperty("requestId") String requestId,
        @JsonProperty(value = "first", required = true) int first,
        @JsonProperty(value = "count", required = true) int count) {
    /** Approximate size in a payload, in bytes. */
    int bytes() {
        return Utf8.bytes(requestId) + 60;
    }

    public List<Integer> numbers() {
        return IntStream.range(first, first + count).boxed().toList();
    }
}
