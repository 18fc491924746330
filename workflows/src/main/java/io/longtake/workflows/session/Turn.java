package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.media.MediaRef;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing a person asked, and what became of it.
 *
 * @param group turns asked together share it; it is the number of the first
 * @param baseline for an edit: the timeline's fingerprint before it; a later look compares with it
 * @param draft for an export: the draft it renders, frozen when every earlier turn had ended
 * @param report what was done, for people; while it runs, what is known of it so far
 * @param settled an unknown turn that a person has looked at and no longer holds up the queue
 * @param maxCredits what the edits of its group may cost together
 * @param cost of an edit: what the balance fell by meanwhile; other work on the same account counts in
 * @param stopping a person has told this running export to stop; whatever its render comes to, no other is begun
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
        boolean settled,
        Optional<Double> maxCredits,
        Optional<Double> cost,
        boolean stopping) {
    public Turn {
        // Absent in what older versions wrote.
        maxCredits = Objects.requireNonNullElse(maxCredits, Optional.empty());
        cost = Objects.requireNonNullElse(cost, Optional.empty());
    }

    public Turn(
            int number,
            int group,
            TurnSpec spec,
            TurnStatus status,
            Optional<String> baseline,
            Optional<MediaRef> draft,
            String report,
            Optional<Failure> failure,
            boolean settled) {
        this(
                number,
                group,
                spec,
                status,
                baseline,
                draft,
                report,
                failure,
                settled,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static Turn queued(int number, int group, TurnSpec spec, Optional<Double> maxCredits) {
        return new Turn(
                number,
                group,
                spec,
                TurnStatus.QUEUED,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false,
                maxCredits,
                Optional.empty(),
                false);
    }

    Turn running() {
        return standing(TurnStatus.RUNNING, report, failure, settled);
    }

    Turn toldToStop() {
        return new Turn(number, group, spec, status, baseline, draft, report, failure, settled, maxCredits, cost, true);
    }

    Turn from(String fingerprint) {
        return with(Optional.of(fingerprint), draft, cost);
    }

    Turn frozen(MediaRef theDraft) {
        return running().with(baseline, Optional.of(theDraft), cost);
    }

    Turn costing(double credits) {
        return with(baseline, draft, Optional.of(credits));
    }

    Turn noting(String soFar) {
        return standing(status, soFar, failure, settled);
    }

    Turn ended(TurnEnd end) {
        return standing(end.status(), end.report(), end.failure(), settled);
    }

    Turn markSettled() {
        return standing(status, report, failure, true);
    }

    private Turn standing(TurnStatus how, String said, Optional<Failure> why, boolean isSettled) {
        // An end answers the person's word; what is taken up again later was not told to stop.
        boolean stillStopping = stopping && !how.ended();
        return new Turn(
                number, group, spec, how, baseline, draft, said, why, isSettled, maxCredits, cost, stillStopping);
    }

    private Turn with(Optional<String> newBaseline, Optional<MediaRef> newDraft, Optional<Double> newCost) {
        return new Turn(
                number,
                group,
                spec,
                status,
                newBaseline,
                newDraft,
                report,
                failure,
                settled,
                maxCredits,
                newCost,
                stopping);
    }

    public boolean isExport() {
        return spec instanceof TurnSpec.Export;
    }

    /** An unknown end that nobody has settled: the queue waits behind it. */
    boolean blocks() {
        return status == TurnStatus.UNKNOWN && !settled && !isExport();
    }

    /** It was not begun because another turn of its group did not end well. */
    boolean isAftermath() {
        return failure.map(why -> why.type() == io.longtake.workflows.failure.FailureType.GROUP_CANCELLED)
                .orElse(false);
    }
}
