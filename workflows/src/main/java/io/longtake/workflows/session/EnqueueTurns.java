package io.longtake.workflows.session;

import java.util.List;
import java.util.Optional;

/**
 * A group of turns. When one does not end done, the rest of its group is cancelled.
 *
 * @param requestId unique per wish; the same id again gives the same answer and queues nothing
 * @param expected what the caller believes the session is; refused when it is another
 */
public record EnqueueTurns(String requestId, List<TurnSpec> turns, Optional<SessionSpec> expected) {
    public EnqueueTurns {
        turns = List.copyOf(turns);
    }
}
