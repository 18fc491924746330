package io.longtake.cli.job;

import io.longtake.workflows.account.Credits;
import io.longtake.workflows.session.SessionView;
import java.util.Optional;

/** Notices about a credit limit. */
public final class Budget {
    private Budget() {}

    /**
     * Returns a notice if the session has no known price per edit yet, so that the limit can't be applied to the first
     * edit.
     *
     * @param first the number of the first turn to which the limit applies
     */
    public static Optional<String> warning(Optional<Double> limit, SessionView view, int first) {
        boolean known = view.turns().stream()
                .anyMatch(turn -> turn.number() < first && turn.cost().isPresent());
        return limit.filter(credits -> credits > 0 && !known)
                .map(credits ->
                        "The cost of an edit in this session is unknown. The first edit is sent even if it costs"
                                + " more than the limit of " + Credits.plain(credits)
                                + " credits; in that case no other edit is sent.");
    }
}
