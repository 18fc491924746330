package io.longtake.workflows.session;

import java.util.List;

/** The numbers of the queued turns, in the order asked. */
public record Enqueued(List<Integer> numbers) {
    public Enqueued {
        numbers = List.copyOf(numbers);
    }
}
