package io.longtake.workflows.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A group of turns. When one does not end done, the rest of its group is cancelled.
 *
 * @param requestId unique per wish; the same id again gives the same answer and queues nothing
 * @param expected what the caller believes the session is; refused when it is another
 * @param maxCredits what the edits of the group may cost together; one that would exceed it is not begun
 */
public record EnqueueTurns(
        String requestId, List<TurnSpec> turns, Optional<SessionSpec> expected, Optional<Double> maxCredits) {
    public EnqueueTurns {
        turns = List.copyOf(turns);
        maxCredits = Objects.requireNonNullElse(maxCredits, Optional.empty());
    }

    public EnqueueTurns(String requestId, List<TurnSpec> turns, Optional<SessionSpec> expected) {
        this(requestId, turns, expected, Optional.empty());
    }
}
