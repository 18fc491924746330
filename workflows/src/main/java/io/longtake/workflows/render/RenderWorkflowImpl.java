package io.longtake.workflows.render;

import io.longtake.workflows.account.TokenSettled;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderView.RenderPhase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Optional;

/** See {@link RenderWorkflow}: takes the render to its end or stops it, and reports to the session. */
public class RenderWorkflowImpl implements RenderWorkflow {
    private final RenderRun run;
    private final RenderStop stopping;
    private final CancellationScope work;
    private Optional<RenderOutcome> tracked = Optional.empty();

    @WorkflowInit
    public RenderWorkflowImpl(RenderInput input) {
        this.run = new RenderRun(input);
        this.stopping = new RenderStop(run);
        RenderTracking tracking = new RenderTracking(run, stopping);
        this.work = Workflow.newCancellationScope(() -> tracked = Optional.of(tracking.track()));
    }

    @Override
    public RenderOutcome run(RenderInput sameAsInConstructor) {
        RenderOutcome end = trackOrStop();
        run.end(end);
        // Detached, because a cancelled render reports too.
        Workflow.newDetachedCancellationScope(() -> report(end)).run();
        return end;
    }

    private RenderOutcome trackOrStop() {
        try {
            work.run();
            return tracked.orElseThrow();
        } catch (ActivityFailure | CanceledFailure stopped) {
            if (!Failures.isCancelled(stopped)) {
                throw stopped;
            }
            return stopping.stop();
        }
    }

    private void report(RenderOutcome end) {
        RenderInput input = run.input();
        try {
            Workflow.newExternalWorkflowStub(RenderListener.class, input.reportTo())
                    .renderEnded(new RenderEnded(input.renderId(), input.exportTurn(), end));
        } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
            Workflow.getLogger(RenderWorkflowImpl.class)
                    .info("{} ended before its render {}", input.reportTo(), input.renderId());
        }
    }

    @Override
    public void cancel() {
        if (run.phase() != RenderPhase.DELIVERING && run.phase() != RenderPhase.ENDED) {
            work.cancel("stop requested");
        }
    }

    @Override
    public void attend(String renderId) {
        if (!renderId.equals(run.input().renderId())) {
            cancel();
        }
    }

    @Override
    public void tokenSettled(TokenSettled answer) {
        run.account().settled(answer);
    }

    @Override
    public RenderView view() {
        return run.view();
    }
}
