package io.longtake.cli.reconcile;

import io.longtake.workflows.session.Turn;

/** Who says which way to go: an option for all, or the person at the terminal for each. */
@FunctionalInterface
public interface Decision {
    /** @param report what is known of it */
    Resolution about(String session, Turn turn, String report);
}
