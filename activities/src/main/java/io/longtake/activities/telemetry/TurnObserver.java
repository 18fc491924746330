package io.longtake.activities.telemetry;

import io.longtake.workflows.session.EndedTurn;
import java.util.Optional;

/** Observes turns, in workflow threads: it must neither block nor depend on anything but its arguments. */
public interface TurnObserver {
    /** A turn has ended for the first time, not in a replay. */
    void ended(EndedTurn turn, TurnPlace place);

    /** The span that the work of a turn belongs to; the same in each replay. */
    default Optional<String> spanOf(TurnPlace place) {
        return Optional.empty();
    }

    /**
     * A turn and its request.
     *
     * @param lineage the session's first run id, the same in all its runs
     * @param parent the span of the request, if it was traced
     */
    record TurnPlace(String session, String lineage, int number, Optional<String> parent) {}
}
