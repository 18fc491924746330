package io.longtake.rendering.studio;

import io.grpc.StatusRuntimeException;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.media.StoreException;
import io.longtake.files.durable.Durable;
import io.longtake.rendering.document.FilmDocument;
import io.longtake.studio.film.Film;
import io.longtake.studio.render.RenderJob;
import io.longtake.workflows.Installation;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.film.FilmProgress;
import io.longtake.workflows.film.FilmRenderInput;
import io.longtake.workflows.film.FilmRenderWorkflow;
import io.longtake.workflows.film.PartProgress;
import io.longtake.workflows.media.MediaRef;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The missing parts of one film: starts their workflow or finds the one that an earlier life of this studio started, and fetches each
 * part when it is finished. While the server or its workers do not answer, it waits.
 */
final class RemoteParts {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteParts.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** How long a cancelled render waits until no worker renders its parts; the next render may have the same parts. */
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final MediaStore store;
    private final WorkersRunner.Connection connection;
    private final String workflowId;
    private final RenderJob job;
    private final Film film;
    private final List<MediaRef> fetched = new ArrayList<>();
    private boolean warned;

    RemoteParts(MediaStore store, WorkersRunner.Connection connection, String studio, RenderJob job, Film film) {
        this.store = store;
        this.connection = connection;
        this.workflowId = Installation.filmId(studio, job.id());
        this.job = job;
        this.film = film;
    }

    /**
     * Puts the parts into the work folder.
     *
     * @param progress receives the fraction done, 0 to 1
     * @throws CancellationException when {@code cancelled} returns true; the workflow is then cancelled too
     * @throws InterruptedException when the studio stops; the workflow then continues
     */
    void render(List<String> parts, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        while (true) {
            if (cancelled.getAsBoolean()) {
                abandon();
                throw new CancellationException("cancelled on request");
            }
            try (WorkersRunner.Connection.Opened opened = open()) {
                MediaRef document = FilmDocument.store(job, film, store);
                follow(opened.client(), new FilmRenderInput(document, parts), progress, cancelled);
                discard(document);
                return;
            } catch (StatusRuntimeException | ServerUnreachable e) {
                waiting(e);
            } catch (StoreException e) {
                if (!e.temporary()) {
                    abandon();
                    throw e;
                }
                waiting(e);
            } catch (IOException e) {
                abandon();
                throw e;
            }
            Thread.sleep(RETRY.toMillis());
        }
    }

    /** The server can't be connected to at the moment. */
    private static final class ServerUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerUnreachable(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private WorkersRunner.Connection.Opened open() {
        try {
            return connection.open();
        } catch (RuntimeException e) {
            throw new ServerUnreachable(e);
        }
    }

    private void waiting(Exception e) {
        if (!warned) {
            LOG.warn("render {} waits for the Temporal server, its workers or the store: {}", job.id(), e.getMessage());
        }
        warned = true;
    }

    private void follow(
            WorkflowClient client, FilmRenderInput input, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        start(client, input);
        WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
        while (true) {
            if (cancelled.getAsBoolean()) {
                cancel(stub, input.film());
                throw new CancellationException("cancelled on request");
            }
            // Described first: what was finished then is listed by the query that follows.
            WorkflowExecutionDescription state = describe(stub);
            if (hasFailed(state.getStatus())) {
                throw new IOException(reason(stub));
            }
            int finished = fetchFinished(stub);
            if (state.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                    && fetched.size() == finished) {
                return;
            }
            double running = running(client, state);
            progress.accept(
                    Math.min(1, (fetched.size() + running) / input.parts().size()));
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    private void start(WorkflowClient client, FilmRenderInput input) {
        FilmRenderWorkflow workflow = client.newWorkflowStub(
                FilmRenderWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(TaskQueue.SESSIONS.queueName())
                        .setWorkflowIdReusePolicy(
                                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                        .setStaticSummary("film of render " + job.id())
                        .build());
        try {
            WorkflowClient.start(workflow::render, input);
        } catch (WorkflowExecutionAlreadyStarted found) {
            LOG.info("render {} continues with {}", job.id(), workflowId);
        } catch (WorkflowException e) {
            throw new ServerUnreachable(e);
        }
    }

    private static WorkflowExecutionDescription describe(WorkflowStub stub) {
        try {
            return stub.describe();
        } catch (WorkflowException e) {
            throw new ServerUnreachable(e);
        }
    }

    private static boolean hasFailed(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_FAILED,
                    WORKFLOW_EXECUTION_STATUS_CANCELED,
                    WORKFLOW_EXECUTION_STATUS_TERMINATED,
                    WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> true;
            default -> false;
        };
    }

    private String reason(WorkflowStub stub) {
        try {
            stub.getResult(Void.class);
        } catch (WorkflowFailedException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof ApplicationFailure application) {
                    return application.getOriginalMessage();
                }
            }
        } catch (WorkflowException e) {
            return "the workflow " + workflowId + " failed: " + e.getMessage();
        }
        return "the workflow " + workflowId + " was cancelled or terminated";
    }

    /** @return the number of parts finished so far, fetched or not */
    private int fetchFinished(WorkflowStub stub) throws IOException {
        while (true) {
            FilmProgress answer;
            try {
                answer = stub.query("progress", FilmProgress.class, fetched.size());
            } catch (WorkflowNotFoundException e) {
                throw e;
            } catch (WorkflowException e) {
                // No worker answers at the moment.
                waiting(e);
                return Integer.MAX_VALUE;
            }
            for (MediaRef part : answer.next()) {
                fetch(part);
                fetched.add(part);
            }
            if (answer.next().isEmpty() || fetched.size() >= answer.finished()) {
                return answer.finished();
            }
        }
    }

    private void fetch(MediaRef part) throws IOException {
        Path target = job.work().resolve(part.name());
        if (!job.work().equals(target.getParent())) {
            throw new IOException("a worker returned a part named " + part.name());
        }
        if (Files.exists(target)) {
            return;
        }
        Path copy = job.work().resolve(part.name() + ".part");
        try {
            Files.copy(store.path(part), copy, StandardCopyOption.REPLACE_EXISTING);
            Durable.moveIntoPlace(copy, target);
        } catch (MediaMissingException e) {
            LOG.warn("render {}: the studio renders a part itself: {}", job.id(), e.getMessage());
        }
    }

    /** The parts that are being rendered, each as the fraction done. */
    private static double running(WorkflowClient client, WorkflowExecutionDescription state) {
        double sum = 0;
        for (PendingActivityInfo activity : state.getRawDescription().getPendingActivitiesList()) {
            if (activity.getHeartbeatDetails().getPayloadsCount() > 0) {
                try {
                    sum += client.getOptions()
                            .getDataConverter()
                            .fromPayload(
                                    activity.getHeartbeatDetails().getPayloads(0),
                                    PartProgress.class,
                                    PartProgress.class)
                            .done();
                } catch (DataConverterException unreadable) {
                    // Progress only.
                }
            }
        }
        return sum;
    }

    private void cancel(WorkflowStub stub, MediaRef document) throws IOException, InterruptedException {
        try {
            stub.cancel("the render was cancelled");
            long limit = System.nanoTime() + STOPPING.toNanos();
            while (stub.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    && System.nanoTime() < limit) {
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (WorkflowNotFoundException ended) {
            // It was completed before it could be cancelled. The next render can use its parts.
            fetchFinished(stub);
            discard(document);
        } catch (WorkflowException | StatusRuntimeException e) {
            LOG.warn("{} could not be cancelled: {}", workflowId, e.getMessage());
        }
    }

    /** Cancels the workflow of a render that ends without it; the workflow then discards its parts. */
    private void abandon() {
        try (WorkersRunner.Connection.Opened opened = open()) {
            opened.client().newUntypedWorkflowStub(workflowId).cancel("the render ended without its workers");
        } catch (WorkflowNotFoundException notRunning) {
            // It has ended, or was never started.
        } catch (WorkflowException | StatusRuntimeException | ServerUnreachable e) {
            LOG.warn("{} could not be cancelled: {}", workflowId, e.getMessage());
        }
    }

    private void discard(MediaRef document) {
        try {
            for (MediaRef part : fetched) {
                store.discard(part);
            }
            store.discard(document);
        } catch (IOException e) {
            LOG.warn("the parts of render {} remain in the media store: {}", job.id(), e.getMessage());
        }
    }
}
