package io.longtake.cli.reconcile;

import io.longtake.workflows.session.Turn;

/** Decides how to resolve an unknown outcome: one option for all, or the user's answer for each. */
@FunctionalInterface
public interface Decision {
    /** @param report what is known about the turn */
    Resolution about(String session, Turn turn, String report);
}
