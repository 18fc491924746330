package io.longtake.cli.client;

import io.longtake.workflows.session.SessionSpec;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateStage;
import java.util.UUID;

/** Sends updates to sessions. */
final class SessionUpdates {
    private final ServerClient server;

    SessionUpdates(ServerClient server) {
        this.server = server;
    }

    /**
     * Sends an update with a new update id: a session identifies requests by the ids in their arguments, and may accept a refused
     * request when it is sent again.
     */
    <T> T send(String name, String update, Class<T> answer, Object... arguments) {
        var updateId = UUID.randomUUID().toString();
        return server.call("sending the request to the session " + name, client -> {
            try {
                return client.newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .startUpdate(
                                UpdateOptions.<T>newBuilder(answer)
                                        .setUpdateName(update)
                                        .setUpdateId(updateId)
                                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                        .build(),
                                arguments)
                        .getResult();
            } catch (WorkflowNotFoundException e) {
                throw NoSuchSession.notOpen(name);
            }
        });
    }
}
