package io.longtake.workflows.render;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops a render at the backend, and finds out whether it stopped. */
final class RenderStop {
    private final RenderRun run;

    RenderStop(RenderRun run) {
        this.run = run;
    }

    /** A person gave it up: the backend is told, and asked what became of it, whatever else is cancelled meanwhile. */
    RenderOutcome stop() {
        List<RenderOutcome> end = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> end.add(stopped())).run();
        return end.get(0);
    }

    private RenderOutcome stopped() {
        run.enter(RenderPhase.CANCELLING);
        Optional<RenderObservation> last = stopAtBackend();
        if (last.isPresent() && last.get() instanceof RenderObservation.Unheard && run.mayBeAtBackend()) {
            last = appearedYet() ? stopAtBackend() : last;
        }
        return last.isPresent() ? new RenderOutcome.Cancelled() : stillRunning();
    }

    /** Whether a render that the backend does not know shows up while it is looked for, or may have: the answers are unclear. */
    private boolean appearedYet() {
        try {
            return !(run.lookedFor() instanceof RenderObservation.Unheard);
        } catch (ActivityFailure | ApplicationFailure unclear) {
            Failures.rethrowCancellation(unclear);
            return true;
        }
    }

    /** Asks the backend to stop, and follows the render to its end: what was seen last, or nothing where it can't be seen. */
    Optional<RenderObservation> stopAtBackend() {
        try {
            RenderObservation sighting = run.cancel();
            if (sighting instanceof RenderObservation.Running) {
                sighting = run.poll("see " + run.input().renderId() + " stop", Limits.RENDER_STOPPING);
            }
            return sighting instanceof RenderObservation.Running ? Optional.empty() : Optional.of(sighting);
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return Optional.empty();
        }
    }

    RenderOutcome stillRunning() {
        return new RenderOutcome.Unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "The backend was asked to cancel " + run.input().renderId() + ", and it could not be seen to stop."));
    }
}
