package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.media.MediaRef;
import java.util.Optional;

/**
 * One thing a person asked, and what became of it.
 *
 * @param group turns asked together share it; it is the number of the first
 * @param baseline for an edit: the timeline's fingerprint before it; a later look compares with it
 * @param draft for an export: the draft it renders, frozen when every earlier turn had ended
 * @param report what was done, for people; empty while it runs
 * @param settled an unknown turn that a person has looked at and no longer holds up the queue
 */
public record Turn(
        int number,
        int group,
        TurnSpec spec,
        TurnStatus status,
        Optional<String> baseline,
        Optional<MediaRef> draft,
        String report,
        Optional<Failure> failure,
        boolean settled) {
    static Turn queued(int number, int group, TurnSpec spec) {
        return new Turn(
                number,
                group,
                spec,
                TurnStatus.QUEUED,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false);
    }

    Turn running() {
        return new Turn(number, group, spec, TurnStatus.RUNNING, baseline, draft, report, failure, settled);
    }

    Turn from(String fingerprint) {
        return new Turn(number, group, spec, status, Optional.of(fingerprint), draft, report, failure, settled);
    }

    Turn frozen(MediaRef theDraft) {
        return new Turn(
                number, group, spec, TurnStatus.RUNNING, baseline, Optional.of(theDraft), report, failure, settled);
    }

    Turn ended(TurnEnd end) {
        return new Turn(number, group, spec, end.status(), baseline, draft, end.report(), end.failure(), settled);
    }

    Turn markSettled() {
        return new Turn(number, group, spec, status, baseline, draft, report, failure, true);
    }

    public boolean isExport() {
        return spec instanceof TurnSpec.Export;
    }

    /** An unknown end that nobody has settled: the queue waits behind it. */
    boolean blocks() {
        return status == TurnStatus.UNKNOWN && !settled && !isExport();
    }
}
