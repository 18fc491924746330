package io.longtake.workflows.session;

/** The result of the ordered lane for a turn. */
sealed interface Step {
    record Ended(TurnEnd how) implements Step {}

    /** A frozen export: the export lane ends it, while this lane continues with the next turn. */
    record HandedOver() implements Step {}
}
