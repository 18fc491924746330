package io.longtake.workflows.render;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Takes a render to its end: submits or finds it, polls it, and downloads the film. */
final class RenderTracking {
    /** Failures of a submission after which it may still arrive; any other failure is a refusal by the backend. */
    private static final Set<FailureType> IN_DOUBT = EnumSet.of(
            FailureType.OUTCOME_UNKNOWN,
            FailureType.BACKEND_TROUBLE,
            FailureType.UNREADABLE_ANSWER,
            FailureType.NOT_SENT,
            // An earlier attempt may have been carried out by another worker.
            FailureType.PAYLOAD_UNREADABLE,
            FailureType.INTERNAL);

    private final RenderRun run;
    private final RenderStop stopping;
    private final FilmHandover film;

    RenderTracking(RenderRun run, RenderStop stopping) {
        this.run = run;
        this.stopping = stopping;
        this.film = new FilmHandover(run);
    }

    RenderOutcome track() {
        if (run.input().aim().isEmpty()) {
            return submit();
        }
        return switch (run.input().aim().get()) {
            case FOLLOW, ADOPT -> adopt();
            case CANCEL -> stopping.stop();
        };
    }

    /** Uses what the backend has; a render that the backend does not know is not submitted. */
    private RenderOutcome adopt() {
        run.enter(RenderPhase.RENDERING);
        try {
            return follow(run.queryUntilClear());
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return new RenderOutcome.Unknown(Failures.of(failure));
        }
    }

    private RenderOutcome submit() {
        run.enter(RenderPhase.SUBMITTING);
        run.mayBeAtBackend(true);
        RenderObservation observation;
        try {
            observation = run.submit();
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            // Whatever the last attempt reports, an earlier one may have arrived: only the backend knows.
            return afterFailedSubmission(Failures.of(failure));
        }
        try {
            return follow(observation);
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return new RenderOutcome.Unknown(Failures.of(failure));
        }
    }

    /**
     * The submission failed or seemed to fail: it counts as failed only if the backend clearly does not know the
     * render.
     */
    private RenderOutcome afterFailedSubmission(Failure why) {
        boolean inDoubt = IN_DOUBT.contains(why.type());
        run.mayBeAtBackend(inDoubt);
        try {
            RenderObservation observation = inDoubt ? run.queryUntilClear() : run.queryRender();
            run.mayBeAtBackend(!(observation instanceof RenderObservation.Unheard));
            return run.mayBeAtBackend() ? follow(observation) : new RenderOutcome.Failed(why, false);
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return new RenderOutcome.Unknown(why);
        }
    }

    /**
     * Continues from the last observation to the end.
     *
     * @throws ActivityFailure if the backend gives no clear answer within the time limit for lost renders
     */
    private RenderOutcome follow(RenderObservation first) {
        RenderObservation observation = first;
        int lastPercent = -1;
        int standstills = 0;
        while (observation instanceof RenderObservation.Running running) {
            standstills = lastPercent >= running.progress().percent() ? standstills + 1 : 0;
            if (standstills == Limits.RENDER_STANDSTILLS) {
                // One deadline may have expired while the Temporal server was off; after two of them, the render at the
                // backend has stalled.
                return tooSlow();
            }
            lastPercent = running.progress().percent();
            run.enter(RenderPhase.RENDERING);
            observation = awaited();
        }
        return settle(observation);
    }

    /**
     * Polls until the render ends. Polls again before it gives up, because the deadline continues to run while the
     * server is off.
     */
    private RenderObservation awaited() {
        try {
            RenderObservation observation =
                    run.poll("wait for " + run.input().renderId(), run.input().deadline());
            if (observation.isClear()) {
                return observation;
            }
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
        }
        return run.queryUntilClear();
    }

    private RenderOutcome tooSlow() {
        Optional<RenderObservation> last = stopping.stopAtBackend();
        if (last.isEmpty()) {
            return stopping.stillRunning();
        }
        return last.get() instanceof RenderObservation.Cancelled
                ? new RenderOutcome.Failed(
                        new Failure(
                                FailureType.RENDER_FAILED,
                                "The render made no progress for "
                                        + Limits.RENDER_STANDSTILLS
                                                * run.input().deadline().toMinutes()
                                        + " minutes; it was cancelled at the backend."),
                        true)
                // The render ended on its own in the meantime: a finished film is not discarded.
                : settle(last.get());
    }

    private RenderOutcome settle(RenderObservation observation) {
        String renderId = run.input().renderId();
        if (observation instanceof RenderObservation.Completed) {
            return film.fetch();
        }
        if (observation instanceof RenderObservation.Failed failed) {
            return new RenderOutcome.Failed(
                    new Failure(
                            FailureType.RENDER_FAILED,
                            "The render failed at the backend: " + sentence(failed.reason())),
                    true);
        }
        if (observation instanceof RenderObservation.Cancelled) {
            return new RenderOutcome.Cancelled();
        }
        if (observation instanceof RenderObservation.Unclear) {
            return new RenderOutcome.Unknown(new Failure(
                    FailureType.OUTCOME_UNKNOWN,
                    "This version of Longtake does not understand the backend's answer about the render " + renderId
                            + ". Update Longtake, then run `longtake reconcile "
                            + run.input().sessionName() + "`."));
        }
        return new RenderOutcome.Failed(
                new Failure(
                        FailureType.RENDER_LOST,
                        "The backend does not have the render " + renderId + ". To render again: longtake export "
                                + run.input().sessionName() + " --output FILE"),
                false);
    }

    /** The backend's own words may end with a full stop or not. */
    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
