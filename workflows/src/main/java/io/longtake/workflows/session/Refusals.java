package io.longtake.workflows.session;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import java.util.List;

/**
 * Requests that a session refuses, and why. Refusals are thrown as {@code ApplicationFailure} with a
 * {@link FailureType} by update handlers, not by validators, because a validator's failure reaches the caller without
 * its type.
 */
final class Refusals {
    /** What to do about a request of a newer client. */
    static final String UPDATE = "Update Longtake on the worker's machine, then run `longtake up` there.";

    private final SessionRun run;

    Refusals(SessionRun run) {
        this.run = run;
    }

    void requireQueueable(EnqueueTurns request) {
        closed();
        lost();
        int queued = run.queue().queued().size();
        refuseUnless(
                request.turns().size() + queued <= Limits.QUEUED_TURNS,
                "A session can queue up to " + Limits.QUEUED_TURNS + " turns; " + queued
                        + " are queued already, and this request has "
                        + request.turns().size() + " more.");
        int characters = run.queue().queuedCharacters() + characters(request.turns());
        refuseUnless(
                characters <= Limits.QUEUED_CHARACTERS,
                "The queued prompts of a session can have up to " + Limits.QUEUED_CHARACTERS
                        + " characters in total; with this request they would have " + characters + ".");
        refuseUnless(
                request.notifyTo().isEmpty() || request.turns().size() <= Limits.NOTIFIED_TURNS,
                "A request whose end is reported can have up to " + Limits.NOTIFIED_TURNS + " turns; this one has "
                        + request.turns().size() + ". Nothing was queued.");
        refuseUnless(
                request.notifyTo().isEmpty() || run.state().notifications().waiting() < Limits.WAITING_NOTIFICATIONS,
                "A session can have up to " + Limits.WAITING_NOTIFICATIONS
                        + " requests whose end has still to be reported. Nothing was queued.");
        tooManyFiles(request.turns());
        request.expected().ifPresent(this::anotherSession);
    }

    private void tooManyFiles(List<TurnSpec> turns) {
        int files = turns.stream().mapToInt(TurnSpec::fileCount).sum();
        refuseUnless(
                files <= Limits.FILES_PER_REQUEST,
                "A request can have up to " + Limits.FILES_PER_REQUEST + " files; this one has " + files
                        + ". Nothing was uploaded. Upload them in several requests.");
        int known = run.state().fileCount();
        refuseUnless(
                files == 0 || known + files <= Limits.FILES_PER_SESSION,
                "A session can have up to " + Limits.FILES_PER_SESSION + " files; " + name() + " has " + known
                        + ", and this request has " + files
                        + " more. Nothing was uploaded. Use another session for them.");
    }

    private void anotherSession(SessionSpec expected) {
        SessionSpec spec = run.spec();
        refuseUnless(
                expected.origin().equals(spec.origin()),
                "The session " + name() + " uses " + spec.origin() + ", not " + expected.origin()
                        + ". Use another name for a session there.");
        refuseUnless(
                expected.accountId().equals(spec.accountId()),
                "The session " + name() + " belongs to another account at " + spec.origin()
                        + ". Use another name, or the credentials it was started with.");
    }

    void requireRebuildable(RebuildSession request) {
        refuseUnless(
                request.replay() != RebuildSession.Replay.UNKNOWN,
                "This worker's version of Longtake does not support this kind of rebuild. Nothing was changed. "
                        + UPDATE);
        closed();
        refuseUnless(
                run.queue().isIdle(),
                "The session " + name() + " has work in progress. Wait for it or cancel it before you rebuild.");
        // The blocking edit may be one of the missing edits: if it were sent again, it would be done twice. A forgotten
        // session is rebuilt from scratch.
        refuseUnless(
                request.replay() != RebuildSession.Replay.REST
                        || run.state().phase() != SessionPhase.OPEN
                        || run.queue().turns().stream().noneMatch(Turn::blocks),
                "The edits of " + name() + " can't be repeated after an edit whose outcome is unknown. Nothing was"
                        + " queued. Resolve that edit first: longtake reconcile " + name());
    }

    void requireQueueCapacity(List<TurnSpec> again) {
        refuseUnless(
                // The upload of the media is a turn too.
                again.size() < Limits.QUEUED_TURNS,
                again.size() + " edits of " + name() + " would be repeated, but a session can queue up to "
                        + (Limits.QUEUED_TURNS - 1)
                        + " in addition to the media. Rebuild it without --replay-edits, and request the result in"
                        + " fewer edits.");
        refuseUnless(
                characters(again) <= Limits.QUEUED_CHARACTERS,
                "The edits of " + name() + " that would be repeated have " + characters(again)
                        + " characters in total, but a session can queue up to " + Limits.QUEUED_CHARACTERS
                        + ". Rebuild it without --replay-edits, and request the result in fewer edits.");
    }

    void unknown(CancelTurns.Scope scope) {
        refuseUnless(
                scope != CancelTurns.Scope.UNKNOWN,
                "This worker's version of Longtake does not know this kind of cancellation. Nothing was cancelled. "
                        + UPDATE);
    }

    void unknown(SettleTurn.Verdict verdict) {
        refuseUnless(
                verdict != SettleTurn.Verdict.UNKNOWN,
                "This worker's version of Longtake does not support this option of `longtake reconcile`. Nothing was"
                        + " changed. " + UPDATE);
    }

    /** Refuses if the backend has forgotten the session. */
    void lost() {
        if (run.state().phase() == SessionPhase.FORGOTTEN) {
            throw Failures.refusal(
                    FailureType.SESSION_LOST,
                    "The backend no longer has the session " + name() + "; `longtake rebuild " + name()
                            + "` starts it over from the kept media and edits.");
        }
    }

    void closed() {
        if (run.isClosed()) {
            throw Failures.refusal(FailureType.SESSION_CLOSED, "The session " + name() + " is closed.");
        }
    }

    /** Refuses if the session was closed: its lanes have ended, so a queued turn would wait forever. */
    void refuseWithoutWorker() {
        if (run.handingOver()) {
            closed();
        }
    }

    private static int characters(List<TurnSpec> turns) {
        return turns.stream().mapToInt(TurnSpec::characters).sum();
    }

    private String name() {
        return run.spec().name();
    }

    private static void refuseUnless(boolean fine, String message) {
        if (!fine) {
            throw Failures.refusal(FailureType.NOT_POSSIBLE, message);
        }
    }
}
