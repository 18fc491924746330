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
 */
public record EnqueueTurns(
        @JsonProperty("requestId") String requestId,
        @JsonProperty("turns") List<TurnSpec> turns,
        @JsonProperty("expected") Optional<SessionSpec> expected,
        @JsonProperty("maxCredits") Optional<Double> maxCredits) {
    public EnqueueTurns {
        turns = List.copyOf(turns);
    }
}
