package io.longtake.cli.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderWorkflow;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionAttributes;
import io.longtake.workflows.session.SessionProgress;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionStatus;
import io.longtake.workflows.session.SessionView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the sessions of the server. Changes nothing. */
public final class Sessions {
    private final ServerClient server;

    public Sessions(ServerClient server) {
        this.server = server;
    }

    /**
     * A session in a list; read without a query to the session.
     *
     * @param open whether its workflow runs; a closed session runs until its last render has ended
     * @param status empty for an open session if the server does not have the search attributes
     * @param changed the time of the last change of its status; empty if the server does not have the search attributes
     */
    public record Listed(
            String name,
            boolean open,
            Optional<SessionStatus> status,
            Optional<String> backend,
            Instant started,
            Optional<Instant> changed) {
        static Listed of(WorkflowExecutionMetadata execution) {
            var attributes = execution.getTypedSearchAttributes();
            boolean open = execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
            return new Listed(
                    SessionSpec.name(execution.getExecution().getWorkflowId()),
                    open,
                    open
                            ? Optional.ofNullable(attributes.get(SessionAttributes.STATUS))
                                    .map(SessionStatus::of)
                            : Optional.of(SessionStatus.CLOSED),
                    Optional.ofNullable(attributes.get(SessionAttributes.BACKEND)),
                    execution.getStartTime(),
                    Optional.ofNullable(attributes.get(SessionAttributes.CHANGED))
                            .map(OffsetDateTime::toInstant));
        }
    }

    /** The sessions, the latest first; for a name used more than once, the last one. */
    public List<Listed> list() {
        return server.call("listing the sessions", client -> {
            var found = new LinkedHashMap<String, Listed>();
            try (var executions = client.listExecutions("WorkflowType = 'EditSessionWorkflow'")) {
                executions.map(Listed::of).forEach(one -> found.putIfAbsent(one.name(), one));
            }
            return List.copyOf(found.values());
        });
    }

    /** Whether a workflow with that id was started and is still in the server's history. */
    public boolean exists(String workflowId) {
        return server.call("looking for " + workflowId, client -> {
            try {
                client.newUntypedWorkflowStub(workflowId).describe();
                return true;
            } catch (WorkflowNotFoundException e) {
                return false;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** The current view of the session; also available for closed sessions, as long as the server keeps them. */
    public SessionView view(String name) {
        return query(name, EditSessionWorkflow::view);
    }

    /** The progress of a session; smaller than its view. Poll {@link #historyMark} instead. */
    public SessionProgress progress(String name) {
        return query(name, EditSessionWorkflow::progress);
    }

    /**
     * A value that changes with the session's history, and so with everything that {@link #view} and {@link #progress} return.
     * Reading it needs no worker, and is not a billed action on Temporal Cloud, unlike a query.
     */
    public String historyMark(String name) {
        return server.call("reading the session " + name, client -> {
            try {
                var now = client.newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe();
                return now.getExecution().getRunId() + " " + now.getHistoryLength();
            } catch (WorkflowNotFoundException e) {
                throw NoSuchSession.notOpen(name);
            }
        });
    }

    private <T> T query(String name, Function<EditSessionWorkflow, T> query) {
        return server.call("reading the session " + name, client -> {
            try {
                return query.apply(client.newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name)));
            } catch (WorkflowNotFoundException e) {
                throw NoSuchSession.notOpen(name);
            }
        });
    }

    /**
     * The activities that a workflow waits for, with their last heartbeats and failures; empty if there is no such workflow, or
     * no activity yet.
     */
    public List<PendingActivityInfo> pendingActivities(String workflowId) {
        return server.call("reading " + workflowId, client -> {
            try {
                return client
                        .newUntypedWorkflowStub(workflowId)
                        .describe()
                        .getRawDescription()
                        .getPendingActivitiesList()
                        .stream()
                        .map(activity -> DecodedActivity.of(activity, server.payloads()))
                        .toList();
            } catch (WorkflowNotFoundException e) {
                return List.of();
            }
        });
    }

    /**
     * The state of a render's workflow.
     *
     * @param running whether its session will still receive the outcome from the workflow
     * @param outcome how it ended, if it has ended
     */
    public record RenderTrace(boolean running, Optional<RenderOutcome> outcome) {}

    public RenderTrace render(RenderRecord render) {
        var workflowId = render.workflowId();
        var renderId = render.renderId();
        return server.call("reading the render " + renderId, client -> {
            try {
                var status =
                        client.newUntypedWorkflowStub(workflowId).describe().getStatus();
                if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                    return new RenderTrace(true, Optional.empty());
                }
                var ended =
                        client.newWorkflowStub(RenderWorkflow.class, workflowId).view();
                // After a reset of the session, the workflow may have rendered another draft; its outcome does not
                // belong to this render.
                boolean another = !ended.renderId().equals(renderId);
                return new RenderTrace(another, another ? Optional.empty() : ended.outcome());
            } catch (WorkflowNotFoundException e) {
                return new RenderTrace(false, Optional.empty());
            }
        });
    }

    /** Identifies the session's current or last run. */
    public String runId(String name) {
        return server.call(
                "reading the session " + name, client -> client.newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe()
                        .getExecution()
                        .getRunId());
    }

    /**
     * Identifies a session among all that have had its name: the id stays the same for the life of the session, and a new session
     * of the same name has another.
     */
    public String lineage(String name) {
        return server.call("reading the session " + name, client -> {
            try {
                return client.newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe()
                        .getWorkflowExecutionInfo()
                        .getFirstRunId();
            } catch (WorkflowNotFoundException e) {
                throw NoSuchSession.notOpen(name);
            }
        });
    }
}
