package io.longtake.workflows.session;

import io.longtake.workflows.Limits;
import io.longtake.workflows.Timers;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderInput;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import io.longtake.workflows.render.RenderWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The child workflow that manages a render: started and signalled by the session. */
final class RenderChild {
    private final SessionRun run;
    private final SessionBackend backend;
    /** Workflows that this run started: it is notified if one ends abnormally. */
    private final Set<String> startedHere = new TreeSet<>();
    /** Workflows that have ended. Their report may still be on the way. */
    private final Set<String> gone = new TreeSet<>();

    RenderChild(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.backend = backend;
    }

    /** Starts the workflow: the first one submits the render, a later one finds it at the backend. */
    void follow(Turn.ExportTurn turn, RenderRecord render) {
        BackendSession home;
        try {
            // After a rebuild there may be no backend session yet.
            home = backend.session();
        } catch (ActivityFailure | ApplicationFailure failure) {
            ended(render, new RenderOutcome.Unknown(Failures.of(failure)));
            return;
        }
        run.renders(r -> r.followed(render.renderId()));
        RenderWorkflow child = stub(turn, render);
        Promise<Boolean> unusedEnd = Async.function(child::run, input(turn, render, home))
                .handle((outcome, failure) ->
                        failure != null && !isAlreadyStarted(failure) && gone.add(render.workflowId()));
        try {
            WorkflowExecution ignored = Workflow.getWorkflowExecution(child).get();
            startedHere.add(render.workflowId());
        } catch (ChildWorkflowFailure failure) {
            if (isAlreadyStarted(failure)) {
                foundExisting(run.renders().record(render.renderId()));
                return;
            }
            ended(
                    render,
                    new RenderOutcome.Failed(
                            new Failure(
                                    FailureType.INTERNAL, "The render could not be started: " + failure.getMessage()),
                            false));
        }
    }

    private void foundExisting(RenderRecord render) {
        run.renders(r -> r.foundExisting(render.renderId()));
        run.tell("the render was started before a reset; waiting for its report");
        if (render.aim().equals(Optional.of(RenderPurpose.CANCEL))) {
            // The existing workflow has another aim.
            cancel(render);
        }
    }

    private static boolean isAlreadyStarted(RuntimeException failure) {
        return failure.getCause() instanceof WorkflowExecutionAlreadyStarted;
    }

    private RenderWorkflow stub(Turn.ExportTurn turn, RenderRecord render) {
        return Workflow.newChildWorkflowStub(
                RenderWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(render.workflowId())
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        .setStaticSummary("export " + turn.number() + " of session "
                                + run.spec().name())
                        .build());
    }

    private RenderInput input(Turn.ExportTurn turn, RenderRecord render, BackendSession home) {
        SessionSpec spec = run.spec();
        return new RenderInput(
                render.renderId(),
                Workflow.getInfo().getWorkflowId(),
                turn.number(),
                spec.lease(run.account().generation()),
                home,
                turn.draft().orElseThrow(),
                spec.policy().renderPollInterval(),
                spec.policy().renderDeadline(),
                spec.policy().renderLostAfter(),
                spec.policy().rateLimitDelay(),
                turn.spec().delivery(),
                render.aim());
    }

    /**
     * Waits until the workflow has reported, or this run ends, or the workflow turns out to have ended without a
     * report. If the workflow was started before a reset, another workflow then takes up the render.
     */
    void awaitReport(RenderRecord render) {
        if (startedHere.contains(render.workflowId())) {
            Workflow.await(() -> isFinished(render));
        } else {
            do {
                attend(render);
            } while (!Timers.await(
                    Limits.RENDER_ATTENDANCE,
                    "wait for the report of " + render.workflowId(),
                    () -> isFinished(render)));
        }
        if (gone.contains(render.workflowId())) {
            awaitLastReport(render);
        }
    }

    private boolean isFinished(RenderRecord render) {
        return run.handingOver() || isReported(render.renderId()) || gone.contains(render.workflowId());
    }

    private void attend(RenderRecord render) {
        try {
            Workflow.newExternalWorkflowStub(RenderWorkflow.class, render.workflowId())
                    .attend(render.renderId());
        } catch (SignalExternalWorkflowException | ApplicationFailure ended) {
            gone.add(render.workflowId());
        }
    }

    /**
     * Either the workflow ended normally and its report is on the way, or none will arrive because it was terminated or
     * a reset undid the report.
     */
    private void awaitLastReport(RenderRecord render) {
        boolean waited = Timers.await(
                Limits.RENDER_REPORT,
                "wait for the report of a render that has ended",
                () -> run.handingOver() || isReported(render.renderId()));
        if (waited) {
            return;
        }
        RenderRecord now = run.renders().record(render.renderId());
        if (now.startedBeforeReset() && now.follower() < Limits.RENDER_FOLLOWERS) {
            run.renders(r -> r.resumed(render.renderId()));
        } else {
            ended(
                    render,
                    new RenderOutcome.Unknown(new Failure(
                            FailureType.OUTCOME_UNKNOWN,
                            "The workflow " + render.workflowId() + " ended without a report; the render may still be"
                                    + " running at the backend. `longtake reconcile` resumes it.")));
        }
    }

    /**
     * Handles the report of a workflow. A workflow that stopped because its draft is not the session's counts as ended
     * from now on.
     */
    void reported(String renderId) {
        run.renders().displacedBy(renderId).ifPresent(render -> gone.add(render.workflowId()));
    }

    /** Signals the workflow to stop. */
    void cancel(RenderRecord render) {
        try {
            Workflow.newExternalWorkflowStub(RenderWorkflow.class, render.workflowId())
                    .cancel();
        } catch (SignalExternalWorkflowException | ApplicationFailure ended) {
            gone.add(render.workflowId());
        }
    }

    private boolean isReported(String renderId) {
        return run.renders().outcome(renderId).isPresent();
    }

    private void ended(RenderRecord render, RenderOutcome outcome) {
        run.renders(r -> r.ended(render.renderId(), outcome));
    }
}
