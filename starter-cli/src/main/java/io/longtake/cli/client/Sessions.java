package io.longtake.cli.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.request.Request;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.workflows.Installation;
import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountView;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderWorkflow;
import io.longtake.workflows.session.CancelAccepted;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.Enqueued;
import io.longtake.workflows.session.RebuildSession;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionAttributes;
import io.longtake.workflows.session.SessionInput;
import io.longtake.workflows.session.SessionProgress;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionStatus;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be asked of sessions and accounts. Every request has an id of its own, so that asking again is safe. */
public final class Sessions {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    /**
     * A backend that lets nobody in for this long is out of reach; the account goes on trying. A 429 alone is waited for half
     * a minute, or up to a minute where the backend says so.
     */
    private static final Duration ACCOUNT_LIMIT = Duration.ofSeconds(75);

    /** The type of the failure of a command that does not know whether its work was queued. */
    public static final String MAY_BE_QUEUED = "MayBeQueued";

    private final Supplier<TemporalTarget> target;
    private final TemporalConnections connections;
    private final ServerCalls patience;
    private final Map<String, WorkflowClient> clients = new ConcurrentHashMap<>();

    /** @param target asked before each call: a server that is started again may have another address */
    public Sessions(Supplier<TemporalTarget> target, TemporalConnections connections, ServerCalls patience) {
        this.target = target;
        this.connections = connections;
        this.patience = patience;
    }

    /** Fails while nobody knows where the server is, so it is asked for inside of a patient call only. */
    private WorkflowClient client() {
        var now = target.get();
        return clients.computeIfAbsent(
                now.address(),
                address -> WorkflowClient.newInstance(
                        connections.to(now),
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(now.namespace())
                                .setIdentity("longtake-cli")
                                .setDataConverter(Payloads.converter())
                                .build()));
    }

    /** The namespace on the server that the sessions are in. */
    public String namespace() {
        return target.get().namespace();
    }

    // ---- accounts ----

    /** Sees to it that there is a token to work with; starts the account where there is none. */
    public AccountView account(Backend backend, Optional<SealedToken> given) {
        var input =
                new AccountInput(backend.accountId(), backend.origin(), backend.clientId(), given, Optional.empty());
        return patience.call("getting ready to work with " + backend.origin(), ACCOUNT_LIMIT, () -> {
            var stub = client().newWorkflowStub(
                            AccountWorkflow.class, startOptions(backend.accountId(), "access to " + backend.origin()));
            return WorkflowClient.executeUpdateWithStart(
                    stub::ready,
                    this.<AccountView>answered(
                            AccountView.class, UUID.randomUUID().toString()),
                    new WithStartWorkflowOperation<>(stub::run, input));
        });
    }

    public Credits credits(String accountId) {
        return patience.call(
                "the credits", ANSWER_LIMIT, () -> client().newWorkflowStub(AccountWorkflow.class, accountId)
                        .credits());
    }

    /** The token that the account has now; empty while it has none. */
    public Optional<TokenLease> lease(String accountId) {
        return patience.call("the token", ANSWER_LIMIT, () -> client().newWorkflowStub(AccountWorkflow.class, accountId)
                .lease());
    }

    // ---- sessions ----

    /**
     * Queues a group of turns, starting the session if there is none of that name. A request that was sent before is not queued
     * again.
     *
     * @throws CommandFailure exit 75 and {@link #MAY_BE_QUEUED}, without an answer; exit 3, when the request was sent to a session
     *     that was closed since
     */
    public Request startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, Request request, Optional<Double> maxCredits) {
        return sending(request, () -> {
            refuseBygone(request);
            return startAndEnqueue(
                    new EnqueueTurns(request.id(), turns, Optional.of(spec), maxCredits, request.isResumed()), spec);
        });
    }

    /** A session of that name would begin anew, or has, and nobody knows whether the bygone one did the work. */
    private void refuseBygone(Request request) {
        if (!request.isResumed()) {
            return;
        }
        var name = request.session();
        patience.call("looking at the session " + name, ANSWER_LIMIT, () -> {
            try {
                var now = client().newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe();
                boolean open = now.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
                var lineage = now.getWorkflowExecutionInfo().getFirstRunId();
                if (!open
                        || request.lineage().filter(had -> !had.equals(lineage)).isPresent()) {
                    throw bygone(name);
                }
            } catch (WorkflowNotFoundException e) {
                // It has never reached one.
            }
            return name;
        });
    }

    private static CommandFailure bygone(String name) {
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                "NoSuchSession",
                "The session '" + name
                        + "' that the earlier command sent this request to is closed. Look what it did"
                        + " with `longtake show " + name + "`; the same command now starts a new request.");
    }

    /** The same for a wish that may be made again by a later command: under the same id it is queued once. */
    public Enqueued startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, String requestId, Optional<Double> maxCredits) {
        return startAndEnqueue(new EnqueueTurns(requestId, turns, Optional.of(spec), maxCredits), spec);
    }

    private Enqueued startAndEnqueue(EnqueueTurns request, SessionSpec spec) {
        var workflowId = SessionSpec.workflowId(spec.name());
        var updateId = UUID.randomUUID().toString();
        return patience.call("queueing the job in session " + spec.name(), ANSWER_LIMIT, () -> {
            var stub = client().newWorkflowStub(EditSessionWorkflow.class, startOptions(workflowId, summary(spec)));
            return WorkflowClient.executeUpdateWithStart(
                    stub::enqueue,
                    request,
                    this.<Enqueued>answered(Enqueued.class, updateId),
                    new WithStartWorkflowOperation<>(stub::run, first(spec)));
        });
    }

    /**
     * Starts a session without work.
     *
     * @return false, when there is an open one of that name already
     */
    public boolean start(SessionSpec spec) {
        var workflowId = SessionSpec.workflowId(spec.name());
        return patience.call("starting the session " + spec.name(), ANSWER_LIMIT, () -> {
            var options = WorkflowOptions.newBuilder(startOptions(workflowId, summary(spec)))
                    .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .build();
            try {
                WorkflowClient.start(client().newWorkflowStub(EditSessionWorkflow.class, options)::run, first(spec));
                return true;
            } catch (io.temporal.client.WorkflowExecutionAlreadyStarted e) {
                return false;
            }
        });
    }

    /**
     * Queues a group of turns in a session that must be there.
     *
     * @param maxCredits what the edits of the group may cost together
     */
    public Request enqueue(String name, List<TurnSpec> turns, Optional<Double> maxCredits, Request request) {
        var asked = new EnqueueTurns(request.id(), turns, Optional.empty(), maxCredits, request.isResumed());
        return sending(request, () -> {
            refuseBygone(request);
            return update(name, "enqueue", Enqueued.class, asked);
        });
    }

    public CancelAccepted cancel(String name, CancelTurns.Scope scope) {
        var requestId = UUID.randomUUID().toString();
        return update(name, "cancel", CancelAccepted.class, new CancelTurns(requestId, scope));
    }

    public Turn settle(String name, int turn, SettleTurn.Verdict verdict) {
        var requestId = UUID.randomUUID().toString();
        return update(name, "settle", Turn.class, new SettleTurn(requestId, turn, verdict));
    }

    /** Reads the timeline at the backend, now. */
    public TimelineSnapshot refresh(String name) {
        return update(name, "refresh", TimelineSnapshot.class);
    }

    /** Gives a session a new life at its backend; see {@link RebuildSession}. */
    public Request rebuild(String name, RebuildSession.Replay replay, Optional<Double> maxCredits, Request request) {
        var asked = new RebuildSession(request.id(), replay, maxCredits);
        return sending(request, () -> {
            refuseBygone(request);
            return update(name, "rebuild", Enqueued.class, asked);
        });
    }

    /**
     * Whether the session has taken a request to which no answer was seen; then the request is on file as queued.
     *
     * @throws CommandFailure exit 3, when the request was sent to a session that was closed since; exit 75, without an answer
     */
    public boolean hasTaken(String name, Request request) {
        try {
            refuseBygone(request);
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                request.withdrawn();
            }
            throw e;
        }
        var answer = update(name, "answerTo", Enqueued.class, request.id());
        if (!answer.numbers().isEmpty()) {
            request.queued(answer.numbers());
        }
        return request.isQueued();
    }

    public void close(String name) {
        var requestId = UUID.randomUUID().toString();
        update(name, "close", Void.class, requestId);
    }

    /** Tells the session's present life, or its last one, from those before it. */
    public String runId(String name) {
        return patience.call("looking at the session " + name, ANSWER_LIMIT, () -> client().newUntypedWorkflowStub(
                        SessionSpec.workflowId(name))
                .describe()
                .getExecution()
                .getRunId());
    }

    /** Closes a session and waits until its name is free. */
    public void end(String name) {
        close(name);
        patience.call("waiting for the end of the session " + name, ANSWER_LIMIT, () -> client().newUntypedWorkflowStub(
                        SessionSpec.workflowId(name))
                .getResult(SessionView.class));
    }

    /** Sends what is on file; without a yes or no it may have been taken all the same. */
    private static Request sending(Request request, Supplier<Enqueued> call) {
        try {
            request.queued(call.get().numbers());
            return request;
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                request.withdrawn();
                throw e;
            }
            if (e.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    MAY_BE_QUEUED,
                    e.sentence() + " It may be queued all the same, in session " + request.session()
                            + ": the same command within the hour asks after it, and queues nothing twice.",
                    e);
        } catch (RuntimeException e) {
            if (isRefusal(e)) {
                request.refused(isTemporary(e));
            }
            throw e;
        }
    }

    /** What the session could not decide now, it may decide later. */
    private static boolean isTemporary(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure application) {
                return FailureType.of(application.getType())
                        .filter(type -> JobOutcome.exitCode(type) == ExitCode.TEMPORARY)
                        .isPresent();
            }
        }
        return false;
    }

    private static boolean isRefusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WorkflowUpdateException || cause instanceof ApplicationFailure) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sends an update under an id of its own: a session tells requests by the ids that stand in them, and one that was refused
     * may be taken when it is sent again.
     */
    private <T> T update(String name, String update, Class<T> answer, Object... arguments) {
        var updateId = UUID.randomUUID().toString();
        return patience.call("asking the session " + name, ANSWER_LIMIT, () -> {
            try {
                return client().newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .startUpdate(
                                UpdateOptions.<T>newBuilder(answer)
                                        .setUpdateName(update)
                                        .setUpdateId(updateId)
                                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                        .build(),
                                arguments)
                        .getResult();
            } catch (WorkflowNotFoundException e) {
                throw noSuchSession(name);
            }
        });
    }

    /** The session as it is; works for closed ones too, as long as the server keeps them. */
    public SessionView view(String name) {
        return query(name, EditSessionWorkflow::view);
    }

    /** What goes on in a session; for whoever looks often, since it is small. */
    public SessionProgress progress(String name) {
        return query(name, EditSessionWorkflow::progress);
    }

    private <T> T query(String name, Function<EditSessionWorkflow, T> query) {
        return patience.call("looking at the session " + name, ANSWER_LIMIT, () -> {
            try {
                return query.apply(client().newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name)));
            } catch (WorkflowNotFoundException e) {
                throw noSuchSession(name);
            }
        });
    }

    /**
     * The activities that a workflow waits for, with their last heartbeats and failures; none where there is no such workflow,
     * or none yet.
     */
    public List<PendingActivityInfo> pendingActivities(String workflowId) {
        return patience.call("looking at " + workflowId, ANSWER_LIMIT, () -> {
            try {
                return client().newUntypedWorkflowStub(workflowId)
                        .describe()
                        .getRawDescription()
                        .getPendingActivitiesList();
            } catch (WorkflowNotFoundException e) {
                return List.of();
            }
        });
    }

    /**
     * What is left of a render.
     *
     * @param running its session will learn its end by itself
     * @param outcome how it ended, if it came to an end
     */
    public record RenderTrace(boolean running, Optional<RenderOutcome> outcome) {}

    public RenderTrace render(RenderRecord render) {
        var workflowId = render.workflowId();
        var renderId = render.renderId();
        return patience.call("looking at the render " + renderId, ANSWER_LIMIT, () -> {
            try {
                var status =
                        client().newUntypedWorkflowStub(workflowId).describe().getStatus();
                if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                    return new RenderTrace(true, Optional.empty());
                }
                var ended = client().newWorkflowStub(RenderWorkflow.class, workflowId)
                        .view();
                // After a reset of the session it may be one that rendered another draft: its end is not this render's.
                boolean another = !ended.renderId().equals(renderId);
                return new RenderTrace(another, another ? Optional.empty() : ended.outcome());
            } catch (WorkflowNotFoundException e) {
                return new RenderTrace(false, Optional.empty());
            }
        });
    }

    /** Brings a session the report that a render of its could not bring; one that came already changes nothing. */
    public void tellRenderEnded(String name, RenderRecord render, RenderOutcome outcome) {
        patience.call("telling the session " + name, ANSWER_LIMIT, () -> {
            client().newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name))
                    .renderEnded(new RenderEnded(render.renderId(), render.exportTurn(), outcome));
            return true;
        });
    }

    /**
     * Which of the sessions that have borne this name it is; a session keeps it for life, a new one of the same name has
     * another.
     */
    public String lineage(String name) {
        return patience.call("looking at the session " + name, ANSWER_LIMIT, () -> {
            try {
                return client().newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe()
                        .getWorkflowExecutionInfo()
                        .getFirstRunId();
            } catch (WorkflowNotFoundException e) {
                throw noSuchSession(name);
            }
        });
    }

    private static CommandFailure noSuchSession(String name) {
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                "NoSuchSession",
                "There is no open session '" + name + "'. `longtake sessions` lists those there are.");
    }

    /**
     * A session in a list; told without asking the session itself.
     *
     * @param open its workflow runs: one that was closed goes on until its last render has ended
     * @param status empty where the server does not know the search attributes, of an open session
     * @param changed when its status became what it is; empty as above
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

    /** The sessions, the latest first; of a name used twice the last one. */
    public List<Listed> list() {
        return patience.call("listing the sessions", ANSWER_LIMIT, () -> {
            var found = new LinkedHashMap<String, Listed>();
            try (var executions = client().listExecutions("WorkflowType = 'EditSessionWorkflow'")) {
                executions.map(Listed::of).forEach(one -> found.putIfAbsent(one.name(), one));
            }
            return List.copyOf(found.values());
        });
    }

    /** Whether a workflow of that id was ever started and is still remembered. */
    public boolean exists(String workflowId) {
        return patience.call("looking for " + workflowId, ANSWER_LIMIT, () -> {
            try {
                client().newUntypedWorkflowStub(workflowId).describe();
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

    private SessionInput first(SessionSpec spec) {
        return new SessionInput(spec, Optional.empty(), connections.lists(target.get()));
    }

    private static String summary(SessionSpec spec) {
        return "images to video: " + spec.name();
    }

    /** @param summary one line for whoever looks at the server's list of workflows */
    private static WorkflowOptions startOptions(String workflowId, String summary) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(Installation.TASK_QUEUE)
                .setWorkflowId(workflowId)
                .setStaticSummary(summary)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                // The name of a closed session is free again; its renders have ids of their own.
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build();
    }

    private <T> UpdateOptions<T> answered(Class<T> type, String id) {
        return UpdateOptions.<T>newBuilder(type)
                .setUpdateId(id)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
    }
}
