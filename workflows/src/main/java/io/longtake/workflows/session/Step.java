package io.longtake.workflows.session;

/** How far the ordered lane got with a turn. */
sealed interface Step {
    record Ended(TurnEnd how) implements Step {}

    /** A frozen export: it ends in the export lane, beside what follows it here. */
    record HandedOver() implements Step {}
}
