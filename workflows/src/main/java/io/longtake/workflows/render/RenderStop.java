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

/** Cancels a render at the backend and verifies whether it stopped. */
final class RenderStop {
    private final RenderRun run;

    RenderStop(RenderRun run) {
        this.run = run;
    }

    /**
     * Called when the user has cancelled the render: sends the cancel request and queries the result, regardless of
     * other cancellations in the meantime.
     */
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

    /**
     * Polls for a render that the backend does not know; true if the render appears, or may have appeared because the
     * answers are unclear.
     */
    private boolean appearedYet() {
        try {
            return !(run.queryUntilClear() instanceof RenderObservation.Unheard);
        } catch (ActivityFailure | ApplicationFailure unclear) {
            Failures.rethrowCancellation(unclear);
            return true;
        }
    }

    /**
     * Requests the backend to cancel, and polls until the render ends: the last observation, or empty if the end can't
     * be observed.
     */
    Optional<RenderObservation> stopAtBackend() {
        try {
            RenderObservation observation = run.cancel();
            if (observation instanceof RenderObservation.Running) {
                observation = run.poll("wait until " + run.input().renderId() + " stops", Limits.RENDER_STOPPING);
            }
            return observation instanceof RenderObservation.Running ? Optional.empty() : Optional.of(observation);
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return Optional.empty();
        }
    }

    RenderOutcome stillRunning() {
        return new RenderOutcome.Unknown(new Failure(
                FailureType.OUTCOME_UNKNOWN,
                "The backend was asked to cancel the render " + run.input().renderId()
                        + ", but did not confirm it. To check: longtake reconcile "
                        + run.input().sessionName()));
    }
}
