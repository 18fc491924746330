package io.longtake.cli.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.request.Request;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountView;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.failure.FailureType;
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
import io.temporal.common.Priority;
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

/** Requests to sessions and accounts. Every request has its own id, so it can be repeated safely. */
public final class Sessions {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    /**
     * When a backend refuses access for this long, it counts as unreachable; the account continues to retry. A 429 response
     * delays the next try by 30 s, or by up to a minute if the backend requests it.
     */
    private static final Duration ACCOUNT_LIMIT = Duration.ofSeconds(75);

    /** The failure type of a command that does not know whether its work was queued. */
    public static final String MAY_BE_QUEUED = "MayBeQueued";

    private final Supplier<TemporalTarget> target;
    private final TemporalConnections connections;
    private final ServerCalls serverCalls;
    private final PayloadEncryption payloads;
    private final Map<String, WorkflowClient> clients = new ConcurrentHashMap<>();

    /** @param target read before each call: a restarted server may have another address */
    public Sessions(
            Supplier<TemporalTarget> target,
            TemporalConnections connections,
            ServerCalls serverCalls,
            PayloadEncryption payloads) {
        this.target = target;
        this.connections = connections;
        this.serverCalls = serverCalls;
        this.payloads = payloads;
    }

    /** Fails while the server's address is unknown, so it must only be called inside a {@link ServerCalls} call. */
    private WorkflowClient client() {
        var now = target.get();
        return clients.computeIfAbsent(
                now.address(),
                address -> WorkflowClient.newInstance(
                        connections.to(now),
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(now.namespace())
                                .setIdentity("longtake-cli")
                                .setDataConverter(payloads.converter())
                                .setInterceptors(connections.interceptors())
                                .build()));
    }

    /** The server namespace that contains the sessions. */
    public String namespace() {
        return target.get().namespace();
    }

    // ---- accounts ----

    /** Ensures that the account has a token; starts the account if it does not run. */
    public AccountView account(Backend backend, Optional<SealedToken> given) {
        var input =
                new AccountInput(backend.accountId(), backend.origin(), backend.clientId(), given, Optional.empty());
        return serverCalls.call("preparing access to " + backend.origin(), ACCOUNT_LIMIT, () -> {
            var stub = client().newWorkflowStub(
                            AccountWorkflow.class,
                            startOptions(
                                    backend.accountId(),
                                    "access to " + backend.origin(),
                                    Urgency.REQUIRED.of(backend.accountId())));
            return WorkflowClient.executeUpdateWithStart(
                    stub::ready,
                    this.<AccountView>answered(
                            AccountView.class, UUID.randomUUID().toString()),
                    new WithStartWorkflowOperation<>(stub::run, input));
        });
    }

    public Credits credits(String accountId) {
        return serverCalls.call(
                "reading the credits", ANSWER_LIMIT, () -> client().newWorkflowStub(AccountWorkflow.class, accountId)
                        .credits());
    }

    /** The token that the account has now; empty while it has none. */
    public Optional<TokenLease> lease(String accountId) {
        return serverCalls.call(
                "reading the token", ANSWER_LIMIT, () -> client().newWorkflowStub(AccountWorkflow.class, accountId)
                        .lease());
    }

    // ---- sessions ----

    /**
     * Queues a group of turns and starts the session if there is no open session of that name. A request that was sent before is
     * not queued again.
     *
     * @throws CommandFailure exit 75 and {@link #MAY_BE_QUEUED}, without an answer; exit 3, when the request was sent to a
     *     session that has been closed since
     */
    public Request startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, Request request, Optional<Double> maxCredits, Urgency urgency) {
        return sending(request, () -> {
            refusePreviousRun(request);
            return startAndEnqueue(
                    new EnqueueTurns(request.id(), turns, Optional.of(spec), maxCredits, request.isResumed()),
                    spec,
                    urgency);
        });
    }

    /**
     * Refuses a resumed request whose session has been closed: it is unknown whether that session did the work, and a session of
     * that name would start over, or already has.
     */
    private void refusePreviousRun(Request request) {
        if (!request.isResumed()) {
            return;
        }
        var name = request.session();
        serverCalls.call("reading the session " + name, ANSWER_LIMIT, () -> {
            try {
                var now = client().newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe();
                boolean open = now.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
                var lineage = now.getWorkflowExecutionInfo().getFirstRunId();
                if (!open
                        || request.lineage().filter(had -> !had.equals(lineage)).isPresent()) {
                    throw previousRun(name);
                }
            } catch (WorkflowNotFoundException e) {
                // The request has never reached a session.
            }
            return name;
        });
    }

    private static CommandFailure previousRun(String name) {
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                "NoSuchSession",
                "The session " + name
                        + ", to which the earlier command sent this request, is closed. To see what it did, run"
                        + " `longtake show " + name + "`. The same command now starts a new request.");
    }

    /** The same for a request that a later command may repeat: it is queued once under the same id. */
    public Enqueued startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, String requestId, Optional<Double> maxCredits, Urgency urgency) {
        return startAndEnqueue(new EnqueueTurns(requestId, turns, Optional.of(spec), maxCredits), spec, urgency);
    }

    private Enqueued startAndEnqueue(EnqueueTurns request, SessionSpec spec, Urgency urgency) {
        var updateId = UUID.randomUUID().toString();
        return serverCalls.call("queueing the job in session " + spec.name(), ANSWER_LIMIT, () -> {
            var stub = client().newWorkflowStub(EditSessionWorkflow.class, startOptions(spec, urgency));
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
     * @return false, when an open session of that name already exists
     */
    public boolean start(SessionSpec spec) {
        return serverCalls.call("starting the session " + spec.name(), ANSWER_LIMIT, () -> {
            var options = WorkflowOptions.newBuilder(startOptions(spec, Urgency.AWAITED))
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
     * Queues a group of turns in an existing session.
     *
     * @param maxCredits the total limit for the edits of the group
     */
    public Request enqueue(String name, List<TurnSpec> turns, Optional<Double> maxCredits, Request request) {
        var asked = new EnqueueTurns(request.id(), turns, Optional.empty(), maxCredits, request.isResumed());
        return sending(request, () -> {
            refusePreviousRun(request);
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

    /** Reads the current timeline from the backend. */
    public TimelineSnapshot refresh(String name) {
        return update(name, "refresh", TimelineSnapshot.class);
    }

    /** Gives a session a new backend session; see {@link RebuildSession}. */
    public Request rebuild(String name, RebuildSession.Replay replay, Optional<Double> maxCredits, Request request) {
        var asked = new RebuildSession(request.id(), replay, maxCredits);
        return sending(request, () -> {
            refusePreviousRun(request);
            return update(name, "rebuild", Enqueued.class, asked);
        });
    }

    /**
     * Whether the session has accepted a request that got no answer; if so, the request is recorded as queued.
     *
     * @throws CommandFailure exit 3, when the request was sent to a session that has been closed since; exit 75, without an
     *     answer
     */
    public boolean hasAccepted(String name, Request request) {
        try {
            refusePreviousRun(request);
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                request.discard();
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

    /** Identifies the session's current or last run. */
    public String runId(String name) {
        return serverCalls.call("reading the session " + name, ANSWER_LIMIT, () -> client().newUntypedWorkflowStub(
                        SessionSpec.workflowId(name))
                .describe()
                .getExecution()
                .getRunId());
    }

    /** Closes a session and waits until its name is free. */
    public void end(String name) {
        close(name);
        serverCalls.call(
                "waiting for the end of the session " + name, ANSWER_LIMIT, () -> client().newUntypedWorkflowStub(
                                SessionSpec.workflowId(name))
                        .getResult(SessionView.class));
    }

    /** Sends a recorded request; without an answer it may have been accepted. */
    private static Request sending(Request request, Supplier<Enqueued> call) {
        try {
            request.queued(call.get().numbers());
            return request;
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                request.discard();
                throw e;
            }
            if (e.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            throw new CommandFailure(ExitCode.TEMPORARY, MAY_BE_QUEUED, unanswered(e, request.session()), e);
        } catch (RuntimeException e) {
            if (isRefusal(e)) {
                request.refused(isTemporary(e));
            }
            throw e;
        }
    }

    private static String unanswered(CommandFailure failure, String session) {
        var mayBe = "The request may be queued in session " + session + ". ";
        var again = "run the same command again within an hour; nothing is queued twice.";
        return failure instanceof NoAnswer silence
                ? silence.fact() + " " + mayBe + "Check with `longtake doctor`, then " + again
                : mayBe + "To check, " + again + " Reason: " + failure.sentence();
    }

    /** Whether the session may accept later what it could not decide now. */
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
     * Sends an update with a new update id: a session identifies requests by the ids in their arguments, and may accept a refused
     * request when it is sent again.
     */
    private <T> T update(String name, String update, Class<T> answer, Object... arguments) {
        var updateId = UUID.randomUUID().toString();
        return serverCalls.call("sending the request to the session " + name, ANSWER_LIMIT, () -> {
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
        return serverCalls.call("reading the session " + name, ANSWER_LIMIT, () -> {
            try {
                var now = client().newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe();
                return now.getExecution().getRunId() + " " + now.getHistoryLength();
            } catch (WorkflowNotFoundException e) {
                throw noSuchSession(name);
            }
        });
    }

    private <T> T query(String name, Function<EditSessionWorkflow, T> query) {
        return serverCalls.call("reading the session " + name, ANSWER_LIMIT, () -> {
            try {
                return query.apply(client().newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name)));
            } catch (WorkflowNotFoundException e) {
                throw noSuchSession(name);
            }
        });
    }

    /**
     * The activities that a workflow waits for, with their last heartbeats and failures; empty if there is no such workflow, or
     * no activity yet.
     */
    public List<PendingActivityInfo> pendingActivities(String workflowId) {
        return serverCalls.call("reading " + workflowId, ANSWER_LIMIT, () -> {
            try {
                return client()
                        .newUntypedWorkflowStub(workflowId)
                        .describe()
                        .getRawDescription()
                        .getPendingActivitiesList()
                        .stream()
                        .map(activity -> DecodedActivity.of(activity, payloads))
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
        return serverCalls.call("reading the render " + renderId, ANSWER_LIMIT, () -> {
            try {
                var status =
                        client().newUntypedWorkflowStub(workflowId).describe().getStatus();
                if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                    return new RenderTrace(true, Optional.empty());
                }
                var ended = client().newWorkflowStub(RenderWorkflow.class, workflowId)
                        .view();
                // After a reset of the session, the workflow may have rendered another draft; its outcome does not
                // belong to this render.
                boolean another = !ended.renderId().equals(renderId);
                return new RenderTrace(another, another ? Optional.empty() : ended.outcome());
            } catch (WorkflowNotFoundException e) {
                return new RenderTrace(false, Optional.empty());
            }
        });
    }

    /** Sends the session the outcome of one of its renders when the render itself could not; a repeated report changes nothing. */
    public void signalRenderEnded(String name, RenderRecord render, RenderOutcome outcome) {
        serverCalls.call("reporting a render to the session " + name, ANSWER_LIMIT, () -> {
            client().newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(name))
                    .renderEnded(new RenderEnded(render.renderId(), render.exportTurn(), outcome));
            return true;
        });
    }

    /**
     * Identifies a session among all that have had its name: the id stays the same for the life of the session, and a new session
     * of the same name has another.
     */
    public String lineage(String name) {
        return serverCalls.call("reading the session " + name, ANSWER_LIMIT, () -> {
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
                "No open session named '" + name + "'. `longtake sessions` lists all sessions.");
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
        return serverCalls.call("listing the sessions", ANSWER_LIMIT, () -> {
            var found = new LinkedHashMap<String, Listed>();
            try (var executions = client().listExecutions("WorkflowType = 'EditSessionWorkflow'")) {
                executions.map(Listed::of).forEach(one -> found.putIfAbsent(one.name(), one));
            }
            return List.copyOf(found.values());
        });
    }

    /** Whether a workflow with that id was started and is still in the server's history. */
    public boolean exists(String workflowId) {
        return serverCalls.call("looking for " + workflowId, ANSWER_LIMIT, () -> {
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

    private static WorkflowOptions startOptions(SessionSpec spec, Urgency urgency) {
        return startOptions(
                SessionSpec.workflowId(spec.name()), "images to video: " + spec.name(), urgency.of(spec.accountId()));
    }

    /** @param summary one line for the server's list of workflows */
    private static WorkflowOptions startOptions(String workflowId, String summary, Priority priority) {
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

    private <T> UpdateOptions<T> answered(Class<T> type, String id) {
        return UpdateOptions.<T>newBuilder(type)
                .setUpdateId(id)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
    }
}
