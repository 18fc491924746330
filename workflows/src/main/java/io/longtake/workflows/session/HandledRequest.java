package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An update that was answered, so that the same id gets the same answer in a later run too.
 *
 * @param first the number of the first turn it queued
 * @param count how many
 */
public record HandledRequest(
        @JsonProperty("requestId") String requestId,
        @JsonProperty(value = "first", required = true) int first,
        @JsonProperty(value = "count", required = true) int count) {
    /** About how many bytes of a payload it takes. */
    int bytes() {
        return Utf8.bytes(requestId) + 60;
    }

    public List<Integer> numbers() {
        return IntStream.range(first, first + count).boxed().toList();
    }
}
