package io.longtake.cli.client;

import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.session.SessionInput;
import io.longtake.workflows.session.SessionSpec;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.Priority;
import java.util.Optional;

/** How the workflows of sessions and accounts are started. */
final class WorkflowStart {
    private WorkflowStart() {}

    static WorkflowOptions options(SessionSpec spec, Urgency urgency) {
        return options(
                SessionSpec.workflowId(spec.name()), "images to video: " + spec.name(), urgency.of(spec.accountId()));
    }

    /** @param summary one line for the server's list of workflows */
    static WorkflowOptions options(String workflowId, String summary, Priority priority) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                .setWorkflowId(workflowId)
                .setStaticSummary(summary)
                .setPriority(priority)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                // The name of a closed session can be reused; its renders have their own ids.
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build();
    }

    /** The input of a session's first run; only to be created inside a call to the server. */
    static SessionInput input(SessionSpec spec, ServerClient server) {
        return new SessionInput(spec, Optional.empty(), server.hasSessionAttributes());
    }

    /** The update that is sent together with a start. */
    static <T> UpdateOptions<T> update(Class<T> answer, String id) {
        return UpdateOptions.<T>newBuilder(answer)
                .setUpdateId(id)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
    }
}
