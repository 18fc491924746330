package io.longtake.workflows.session;

import io.longtake.workflows.Timers;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.timeline.TimelineChange;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the timeline during an edit, until it shows the effect of the message. */
final class TimelineWatch {
    private final SessionRun run;
    private final SessionBackend backend;

    TimelineWatch(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.backend = backend;
    }

    TimelineSnapshot readTimeline() {
        TimelineSnapshot now = backend.readTimeline("read the timeline after the edit");
        run.update(s -> s.verified(now));
        return now;
    }

    /** If the raw video is there and more was requested, reports this immediately and then waits for the rest. */
    TimelineSnapshot secondStage(
            Turn.EditTurn turn, List<Expectation> expected, TimelineSnapshot baseline, TimelineSnapshot first) {
        if (!SecondStage.isDue(expected, baseline, first)) {
            return first;
        }
        reportFirstStage(turn, baseline, first);
        return awaitStable(first);
    }

    private void reportFirstStage(Turn.EditTurn turn, TimelineSnapshot baseline, TimelineSnapshot first) {
        String said = "Done so far: " + TimelineChange.describe(Optional.of(baseline), first)
                + " Checking whether more follows.";
        run.queue(q -> q.withReport(turn.number(), said));
        run.tell(said);
    }

    /**
     * Recovers after an unclear end: reads the timeline after a first wait, then at longer intervals, until it has
     * changed.
     *
     * @param mayStillChange the backend may still be working, so a change counts only when two readings agree
     */
    TurnEnd awaitChange(
            Turn.EditTurn turn, TimelineSnapshot baseline, String text, String why, boolean mayStillChange) {
        SessionPolicy policy = run.spec().policy();
        Duration wait = policy.verifyFirst();
        for (int attempt = 1; attempt <= policy.verifyAttempts(); attempt++) {
            Timers.sleep(wait, "wait for the effect of the edit");
            wait = policy.verifyEvery();
            Optional<TimelineSnapshot> seen = tryReadTimeline();
            if (seen.isPresent() && !seen.get().sameAs(baseline)) {
                TimelineSnapshot now = seen.get();
                if (mayStillChange) {
                    reportFirstStage(turn, baseline, now);
                }
                TimelineSnapshot settled = mayStillChange ? awaitStable(now) : now;
                String said = text.isBlank() ? "" : text + "\n";
                return TurnEnd.done(said + why + ". The edit was made: "
                                + TimelineChange.describe(Optional.of(baseline), settled))
                        .with(EditEffect.of(true));
            }
            run.tell(why + "; reading " + attempt + " of " + policy.verifyAttempts() + " shows no change yet");
        }
        return TurnEnd.unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                why + ", and the timeline showed no change in " + readings(policy.verifyAttempts())
                        + ". The edit may have been charged. Check with `longtake reconcile` before you send it"
                        + " again."));
    }

    private static String readings(int count) {
        return count == 1 ? "1 reading" : count + " readings";
    }

    /** The backend may add music and titles after the video: waits until two readings agree. */
    private TimelineSnapshot awaitStable(TimelineSnapshot first) {
        TimelineSnapshot before = first;
        for (int attempt = 1; attempt <= run.spec().policy().verifyAttempts(); attempt++) {
            Timers.sleep(run.spec().policy().verifyFirst(), "wait for further changes");
            Optional<TimelineSnapshot> now = tryReadTimeline();
            if (now.isPresent() && now.get().sameAs(before)) {
                return before;
            }
            before = now.orElse(before);
        }
        return before;
    }

    /** A failed reading counts as one without a change; the next one may succeed. */
    private Optional<TimelineSnapshot> tryReadTimeline() {
        try {
            return Optional.of(readTimeline());
        } catch (ActivityFailure failure) {
            if (Failures.isCancelled(failure) || Failures.of(failure).type() == FailureType.SESSION_LOST) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
