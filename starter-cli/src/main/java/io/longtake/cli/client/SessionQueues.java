package io.longtake.cli.client;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.request.Request;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.Enqueued;
import io.longtake.workflows.session.RebuildSession;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds work to the queues of sessions, each request once, and records whether it was queued, was refused, or may be queued. A
 * request keeps its id when it is sent again.
 */
public final class SessionQueues {
    /** The failure type of a command that does not know whether its work was queued. */
    public static final String MAY_BE_QUEUED = "MayBeQueued";

    private final ServerClient server;
    private final SessionUpdates updates;

    public SessionQueues(ServerClient server) {
        this.server = server;
        this.updates = new SessionUpdates(server);
    }

    /**
     * Queues a group of turns and starts the session if there is no open session of that name. A request that was sent before is
     * not queued again.
     *
     * @throws CommandFailure exit 75 and {@link #MAY_BE_QUEUED}, without an answer; exit 3, when the request was sent to a
     *     session that has been closed since
     */
    public Request startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, Request request, JobTerms terms, Urgency urgency) {
        return sending(request, () -> {
            refusePreviousRun(request);
            return startAndEnqueue(
                    new EnqueueTurns(
                            request.id(),
                            turns,
                            Optional.of(spec),
                            terms.maxCredits(),
                            request.isResumed(),
                            terms.notifyTo()),
                    spec,
                    urgency);
        });
    }

    /** The same for a request that a later command may repeat: it is queued once under the same id. */
    public Enqueued startAndEnqueue(
            SessionSpec spec, List<TurnSpec> turns, String requestId, JobTerms terms, Urgency urgency) {
        return startAndEnqueue(
                new EnqueueTurns(requestId, turns, Optional.of(spec), terms.maxCredits(), false, terms.notifyTo()),
                spec,
                urgency);
    }

    private Enqueued startAndEnqueue(EnqueueTurns request, SessionSpec spec, Urgency urgency) {
        var updateId = UUID.randomUUID().toString();
        return server.call("queueing the job in session " + spec.name(), client -> {
            var stub = client.newWorkflowStub(EditSessionWorkflow.class, WorkflowStart.options(spec, urgency));
            return WorkflowClient.executeUpdateWithStart(
                    stub::enqueue,
                    request,
                    WorkflowStart.update(Enqueued.class, updateId),
                    new WithStartWorkflowOperation<>(stub::run, WorkflowStart.input(spec, server)));
        });
    }

    /** Queues a group of turns in an existing session. */
    public Request enqueue(String name, List<TurnSpec> turns, JobTerms terms, Request request) {
        var asked = new EnqueueTurns(
                request.id(), turns, Optional.empty(), terms.maxCredits(), request.isResumed(), terms.notifyTo());
        return sending(request, () -> {
            refusePreviousRun(request);
            return updates.send(name, "enqueue", Enqueued.class, asked);
        });
    }

    /** Gives a session a new backend session; see {@link RebuildSession}. */
    public Request rebuild(String name, RebuildSession.Replay replay, Optional<Double> maxCredits, Request request) {
        var asked = new RebuildSession(request.id(), replay, maxCredits);
        return sending(request, () -> {
            refusePreviousRun(request);
            return updates.send(name, "rebuild", Enqueued.class, asked);
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
        var answer = updates.send(name, "answerTo", Enqueued.class, request.id());
        if (!answer.numbers().isEmpty()) {
            request.queued(answer.numbers());
        }
        return request.isQueued();
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
        server.call("reading the session " + name, client -> {
            try {
                var now = client.newUntypedWorkflowStub(SessionSpec.workflowId(name))
                        .describe();
                boolean open = now.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
                var lineage = now.getWorkflowExecutionInfo().getFirstRunId();
                if (!open
                        || request.lineage().filter(had -> !had.equals(lineage)).isPresent()) {
                    throw NoSuchSession.closedSince(name);
                }
            } catch (WorkflowNotFoundException e) {
                // The request has never reached a session.
            }
            return name;
        });
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
}
