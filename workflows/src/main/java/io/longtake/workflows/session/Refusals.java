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
    private final SessionRun run;

    Refusals(SessionRun run) {
        this.run = run;
    }

    void unlessQueueable(EnqueueTurns request) {
        closed();
        lost();
        int queued = run.queue().queued().size();
        unless(
                request.turns().size() + queued <= Limits.QUEUED_TURNS,
                "A session's queue holds " + Limits.QUEUED_TURNS + " turns; " + queued + " wait already and "
                        + request.turns().size() + " more were asked.");
        int characters = run.queue().queuedCharacters() + characters(request.turns());
        unless(
                characters <= Limits.QUEUED_CHARACTERS,
                "A session's waiting prompts hold " + Limits.QUEUED_CHARACTERS + " characters together; these would be "
                        + characters + ".");
        tooManyFiles(request.turns());
        request.expected().ifPresent(this::anotherSession);
    }

    private void tooManyFiles(List<TurnSpec> turns) {
        int files = turns.stream().mapToInt(TurnSpec::fileCount).sum();
        unless(
                files <= Limits.FILES_PER_REQUEST,
                "One request takes up to " + Limits.FILES_PER_REQUEST + " files; these are " + files
                        + ". Nothing was uploaded. Upload them in several requests.");
        int known = run.state().fileCount();
        unless(
                files == 0 || known + files <= Limits.FILES_PER_SESSION,
                "A session takes up to " + Limits.FILES_PER_SESSION + " files; " + name() + " has " + known + ", and "
                        + files + " more were asked. Nothing was uploaded. Take another session for them.");
    }

    private void anotherSession(SessionSpec expected) {
        SessionSpec spec = run.spec();
        unless(
                expected.origin().equals(spec.origin()),
                "The session " + name() + " works with " + spec.origin() + ", not with " + expected.origin()
                        + ". Take another name for a session there.");
        unless(
                expected.accountId().equals(spec.accountId()),
                "The session " + name() + " belongs to another account at " + spec.origin()
                        + ". Take another name, or use the credentials it was started with.");
    }

    void unlessRebuildable(RebuildSession request) {
        unless(
                request.replay() != RebuildSession.Replay.UNKNOWN,
                "This worker does not know which edits the rebuild is to make again. Nothing was changed. Update the"
                        + " worker.");
        closed();
        unless(
                run.queue().quiet(),
                "The session " + name() + " is at work; wait for it or cancel it before it is rebuilt.");
        // The blocking edit may be one of the missing edits: if it were sent again, it would be done twice. A forgotten
        // session is rebuilt from scratch.
        unless(
                request.replay() != RebuildSession.Replay.REST
                        || run.state().phase() != SessionPhase.OPEN
                        || run.queue().turns().stream().noneMatch(Turn::blocks),
                "The replay of " + name() + " can't go on behind an edit whose outcome is unknown. Nothing was queued."
                        + " Settle that one first: longtake reconcile " + name());
    }

    void unlessAllCanWait(List<TurnSpec> again) {
        unless(
                // The upload of the media is a turn too.
                again.size() < Limits.QUEUED_TURNS,
                again.size() + " edits of " + name() + " would be repeated, and a session's queue holds "
                        + (Limits.QUEUED_TURNS - 1)
                        + " beside the media. Rebuild it without --replay-edits, and ask for what is wanted in fewer edits.");
        unless(
                characters(again) <= Limits.QUEUED_CHARACTERS,
                "The edits of " + name() + " that would be repeated are " + characters(again)
                        + " characters together, and a session's waiting prompts hold " + Limits.QUEUED_CHARACTERS
                        + ". Rebuild it without --replay-edits, and ask for what is wanted in fewer edits.");
    }

    void unknown(CancelTurns.Scope scope) {
        unless(
                scope != CancelTurns.Scope.UNKNOWN,
                "This worker does not know what that cancels. Nothing was cancelled. Update the worker.");
    }

    void unknown(SettleTurn.Verdict verdict) {
        unless(
                verdict != SettleTurn.Verdict.UNKNOWN,
                "This worker does not know how to settle a turn in that way. Nothing was changed. Update the worker.");
    }

    /** Refuses if the backend has forgotten the session. */
    void lost() {
        if (run.state().phase() == SessionPhase.FORGOTTEN) {
            throw Failures.refusal(
                    FailureType.SESSION_LOST,
                    "The backend has forgotten the session " + name() + "; `longtake rebuild " + name()
                            + "` starts it anew from what is kept.");
        }
    }

    void closed() {
        if (run.isClosed()) {
            throw Failures.refusal(FailureType.SESSION_CLOSED, "The session " + name() + " is closed.");
        }
    }

    /** Refuses if the session was closed: its lanes have ended, so a queued turn would wait forever. */
    void whereNobodyWorks() {
        if (run.leaving()) {
            closed();
        }
    }

    private static int characters(List<TurnSpec> turns) {
        return turns.stream().mapToInt(TurnSpec::characters).sum();
    }

    private String name() {
        return run.spec().name();
    }

    private static void unless(boolean fine, String message) {
        if (!fine) {
            throw Failures.refusal(FailureType.NOT_POSSIBLE, message);
        }
    }
}
