package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A group of turns. When one does not end done, the rest of its group is cancelled.
 *
 * @param requestId unique per wish; the same id again gives the same answer and queues nothing
 * @param expected what the caller believes the session is; refused when it is another
 * @param maxCredits what the edits of the group may cost together; one that would exceed it is not begun
 * @param repeated it may have been sent before, long ago even: the session looks in its archive too whether it was answered
 */
public record EnqueueTurns(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("turns") List<TurnSpec> turns,
        @JsonProperty("expected") Optional<SessionSpec> expected,
        @JsonProperty("maxCredits") Optional<Double> maxCredits,
        @JsonProperty(value = "repeated", required = true) boolean repeated) {
    public EnqueueTurns {
        turns = List.copyOf(turns);
    }

    /** One that is sent for the first time, or again at once. */
    public EnqueueTurns(
            String requestId, List<TurnSpec> turns, Optional<SessionSpec> expected, Optional<Double> maxCredits) {
        this(requestId, turns, expected, maxCredits, false);
    }
}
