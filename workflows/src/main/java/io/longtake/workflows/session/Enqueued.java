package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The numbers of the queued turns, in the order of the request. */
public record Enqueued(@JsonProperty("numbers") List<Integer> numbers) {
    public Enqueued {
        numbers = List.copyOf(numbers);
    }
}
