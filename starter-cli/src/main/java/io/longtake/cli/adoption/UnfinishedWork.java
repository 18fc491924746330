package io.longtake.cli.adoption;

import io.grpc.StatusRuntimeException;
import io.longtake.activities.view.SessionViews;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.temporal.WorkInProgress;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Ends the unfinished work in the sessions of a copied home without performing any of it.
 *
 * <p>A worker would resume every chat, upload and render that the original also performs. Therefore, before the first worker
 * starts, the server runs with a worker that refuses every activity: renders are terminated and reported as unknown, and each
 * session cancels its other work itself. The rules of the session then determine the status of each turn: cancelled if nothing
 * was sent, unknown if something may have been sent. Histories, finished turns and the order of the queue do not change.
 */
final class UnfinishedWork {
    private static final String RENDERS =
            "WorkflowType IN ('RenderWorkflow', 'FilmRenderWorkflow') AND ExecutionStatus = 'Running'";
    private static final String SESSIONS = "WorkflowType = 'EditSessionWorkflow' AND ExecutionStatus = 'Running'";
    private static final String REASON = "this home was copied from another one during this work";

    /** An activity that the original's worker started times out after 20 s without a heartbeat, or after 30 s. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long DEADLOCK_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 200;

    private final WorkflowClient client;
    private final SessionViews views;
    private final WorkInProgress open;

    UnfinishedWork(WorkflowClient client, SessionViews views) {
        this.client = client;
        this.views = views;
        this.open = new WorkInProgress(
                client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
    }

    /**
     * The result for a session that had unfinished turns.
     *
     * @param unknown the turns whose outcome can't be determined in this home
     * @param cancelled the turns for which nothing was sent
     * @param ended whether the session could not be brought to an idle state and was terminated; its media are kept
     */
    record Settled(String session, List<Integer> unknown, List<Integer> cancelled, boolean ended) {}

    /**
     * Settles every open session.
     *
     * @throws CommandFailure exit 75, when the server stops answering
     */
    List<Settled> settle() {
        var factory = WorkerFactory.newInstance(client);
        for (var queue : TaskQueue.values()) {
            var worker = factory.newWorker(
                    queue.queueName(),
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                            .build());
            worker.registerActivitiesImplementations(new Refusing());
            if (queue == TaskQueue.SESSIONS) {
                worker.registerWorkflowImplementationTypes(EditSessionWorkflowImpl.class);
            }
        }
        try {
            open.open(RENDERS).forEach(this::terminate);
            factory.start();
            return settleAll();
        } catch (StatusRuntimeException e) {
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    "Temporary",
                    "The copied home's Temporal server stopped answering ("
                            + e.getStatus().getCode()
                            + "). The adoption is not finished; run the same command again.",
                    e);
        } finally {
            factory.shutdownNow();
            factory.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    /** Repeats until the list contains no new session: the list of a server that has just started may lag behind. */
    private List<Settled> settleAll() {
        var settled = new ArrayList<Settled>();
        Set<String> seen = new HashSet<>();
        while (true) {
            var fresh = open.open(SESSIONS).stream()
                    .filter(session -> seen.add(session.getWorkflowId()))
                    .toList();
            if (fresh.isEmpty()) {
                return settled;
            }
            fresh.forEach(session -> settle(session).ifPresent(settled::add));
        }
    }

    private Optional<Settled> settle(WorkflowExecution session) {
        var name = SessionSpec.name(session.getWorkflowId());
        markChanging(name);
        long start = System.nanoTime();
        Set<Integer> unfinished = new HashSet<>();
        var cancelling = Optional.<CompletableFuture<Void>>empty();
        while (Duration.ofNanos(System.nanoTime() - start).compareTo(LIMIT) < 0) {
            try {
                var view = client.newWorkflowStub(EditSessionWorkflow.class, session.getWorkflowId())
                        .view();
                unfinished.addAll(unfinished(view));
                if (view.idle()) {
                    return unfinished.isEmpty() ? Optional.empty() : Optional.of(told(name, view, unfinished));
                }
                giveUpRenders(session, view);
                if (cancelling.isEmpty() || cancelling.get().isCompletedExceptionally()) {
                    // Runs without waiting: a session whose history can't be replayed here would never answer.
                    cancelling = Optional.of(CompletableFuture.runAsync(() -> cancelAll(session)));
                }
            } catch (WorkflowNotFoundException e) {
                // The session was closed and only waited for its last turn.
                return Optional.of(new Settled(name, List.of(), List.copyOf(unfinished), false));
            } catch (WorkflowException e) {
                // The worker has just started, or the session is between two runs.
            }
            pause();
        }
        terminate(session);
        return Optional.of(new Settled(name, List.copyOf(unfinished), List.of(), true));
    }

    /** Marks the session as changed, so that the first real worker writes its new view. */
    private void markChanging(String session) {
        try {
            views.markChanging(session);
        } catch (IOException e) {
            throw Adoption.notPrepared(e);
        }
    }

    private void cancelAll(WorkflowExecution session) {
        client.newWorkflowStub(EditSessionWorkflow.class, session.getWorkflowId())
                .cancel(new CancelTurns("copied", CancelTurns.Scope.ALL));
    }

    private static Set<Integer> unfinished(SessionView view) {
        return view.turns().stream()
                .filter(turn -> !turn.status().ended())
                .map(Turn::number)
                .collect(Collectors.toSet());
    }

    private static Settled told(String name, SessionView view, Set<Integer> unfinished) {
        var ended = view.turns().stream()
                .filter(turn -> unfinished.contains(turn.number()))
                .collect(Collectors.partitioningBy(
                        turn -> turn.status() == TurnStatus.UNKNOWN,
                        Collectors.mapping(Turn::number, Collectors.toList())));
        return new Settled(name, ended.getOrDefault(true, List.of()), ended.getOrDefault(false, List.of()), false);
    }

    private void giveUpRenders(WorkflowExecution session, SessionView view) {
        view.renders().stream().filter(render -> render.outcome().isEmpty()).forEach(render -> {
            terminate(WorkflowExecution.newBuilder()
                    .setWorkflowId(render.workflowId())
                    .build());
            client.newWorkflowStub(EditSessionWorkflow.class, session.getWorkflowId())
                    .renderEnded(unknown(render));
        });
    }

    private static RenderEnded unknown(RenderRecord render) {
        return new RenderEnded(
                render.renderId(),
                render.exportTurn(),
                new RenderOutcome.Unknown(new Failure(
                        FailureType.OUTCOME_UNKNOWN,
                        "This home was copied during the render, so the render belongs to the original home."
                                + " `longtake reconcile` looks for it at the backend.")));
    }

    private void terminate(WorkflowExecution execution) {
        try {
            client.newUntypedWorkflowStub(execution.getWorkflowId()).terminate(REASON);
        } catch (WorkflowNotFoundException e) {
            // It has ended, or was never started.
        } catch (WorkflowServiceException e) {
            if (e.getCause() instanceof StatusRuntimeException grpc) {
                throw grpc;
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted(e);
        }
    }

    /** Refuses every activity. Activities of accounts are left to retry: the next worker requests the token. */
    private static final class Refusing implements DynamicActivity {
        @Override
        public Object execute(EncodedValues arguments) {
            var info = Activity.getExecutionContext().getInfo();
            var message = "this home was copied from another one during this work, and a copy sends nothing for it";
            throw info.getWorkflowType().equals("EditSessionWorkflow")
                    ? ApplicationFailure.newNonRetryableFailure(message, FailureType.OUTCOME_UNKNOWN.name())
                    : ApplicationFailure.newFailure(message, FailureType.NOT_YET.name());
        }
    }
}
