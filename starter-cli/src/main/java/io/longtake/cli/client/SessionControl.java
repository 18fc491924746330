package io.longtake.cli.client;

import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.CancelAccepted;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.UUID;

/** Starts, cancels, settles and closes sessions: requests that queue no work. */
public final class SessionControl {
    private final ServerClient server;
    private final SessionUpdates updates;

    public SessionControl(ServerClient server) {
        this.server = server;
        this.updates = new SessionUpdates(server);
    }

    /**
     * Starts a session without work.
     *
     * @return false, when an open session of that name already exists
     */
    public boolean start(SessionSpec spec) {
        return server.call("starting the session " + spec.name(), client -> {
            var options = WorkflowOptions.newBuilder(WorkflowStart.options(spec, Urgency.AWAITED))
                    .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .build();
            try {
                WorkflowClient.start(
                        client.newWorkflowStub(EditSessionWorkflow.class, options)::run,
                        WorkflowStart.input(spec, server));
                return true;
            } catch (WorkflowExecutionAlreadyStarted e) {
                return false;
            }
        });
    }

    public CancelAccepted cancel(String name, CancelTurns.Scope scope) {
        var requestId = UUID.randomUUID().toString();
        return updates.send(name, "cancel", CancelAccepted.class, new CancelTurns(requestId, scope));
    }

    public Turn settle(String name, int turn, SettleTurn.Verdict verdict) {
        var requestId = UUID.randomUUID().toString();
        return updates.send(name, "settle", Turn.class, new SettleTurn(requestId, turn, verdict));
    }

    /** Reads the current timeline from the backend. */
    public TimelineSnapshot refresh(String name) {
        return updates.send(name, "refresh", TimelineSnapshot.class);
    }

    public void close(String name) {
        var requestId = UUID.randomUUID().toString();
        updates.send(name, "close", Void.class, requestId);
    }

    /** Closes a session and waits until its name is free. */
    public void end(String name) {
        close(name);
        server.call("waiting for the end of the session " + name, client -> client.newUntypedWorkflowStub(
                        SessionSpec.workflowId(name))
                .getResult(SessionView.class));
    }

    /** Sends the session the outcome of one of its renders when the render itself could not; a repeated report changes nothing. */
    public void signalRenderEnded(String name, RenderRecord render, RenderOutcome outcome) {
        server.call("reporting a render to the session " + name, client -> {
            client.newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name))
                    .renderEnded(new RenderEnded(render.renderId(), render.exportTurn(), outcome));
            return true;
        });
    }
}
