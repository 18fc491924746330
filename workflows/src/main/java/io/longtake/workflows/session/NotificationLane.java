package io.longtake.workflows.session;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/**
 * Starts a child workflow for each request that has ended and whose end is to be reported. The child outlives the session, because
 * a delivery may be repeated for hours.
 */
final class NotificationLane {
    private final SessionRun run;

    NotificationLane(SessionRun run) {
        this.run = run;
    }

    /** Runs until the run ends; before that, it starts what is due. */
    void perform() {
        try {
            while (true) {
                Workflow.await(() -> run.handingOver() || due().isPresent());
                Optional<Notification> due = due();
                if (due.isEmpty()) {
                    return;
                }
                start(due.get());
            }
        } catch (TemporalFailure uncaught) {
            // If rethrown, it would end the session; any other exception fails the workflow task, which is retried.
            throw new IllegalStateException("the notification lane failed", uncaught);
        }
    }

    private Optional<Notification> due() {
        return run.state().dueNotification();
    }

    private void start(Notification due) {
        String requestId = due.requestId();
        String id = "notification-" + Workflow.getInfo().getFirstExecutionRunId() + "-" + requestId;
        JobEnd end = run.state().endOf(run.spec().name(), id, due, Workflow.currentTimeMillis());
        run.update(s -> s.withNotifications(n -> n.sending(requestId)));
        NotificationWorkflow child = Workflow.newChildWorkflowStub(
                NotificationWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        // After a reset the same request must not be reported twice.
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setStaticSummary("notify " + due.host())
                        .build());
        Promise<Boolean> unusedEnd = Async.function(child::deliver, end).handle((report, failure) -> {
            if (failure != null && !isAlreadyStarted(failure)) {
                failed(requestId, "The workflow " + id + " ended without a report.");
            }
            return true;
        });
        try {
            WorkflowExecution ignored = Workflow.getWorkflowExecution(child).get();
        } catch (ChildWorkflowFailure failure) {
            // One that exists was started before a reset; its report may have arrived before the reset too.
            if (!isAlreadyStarted(failure)) {
                failed(requestId, "The delivery could not be started: " + failure.getMessage());
            }
        }
    }

    private void failed(String requestId, String sentence) {
        ended(new NotificationEnded(requestId, Optional.of(new Failure(FailureType.INTERNAL, sentence))));
    }

    /** Handles the report of a delivery. */
    void ended(NotificationEnded report) {
        run.update(s -> s.withNotifications(n -> n.ended(report.requestId(), report.failure())));
    }

    private static boolean isAlreadyStarted(Throwable failure) {
        return failure.getCause() instanceof WorkflowExecutionAlreadyStarted;
    }
}
