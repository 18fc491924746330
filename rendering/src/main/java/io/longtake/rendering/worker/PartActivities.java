package io.longtake.rendering.worker;

import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.heartbeat.Heartbeats;
import io.longtake.activities.media.MediaMissingException;
import io.longtake.activities.media.MediaStore;
import io.longtake.rendering.document.FilmDocument;
import io.longtake.studio.render.PartProcesses;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.film.DiscardContent;
import io.longtake.workflows.film.FilmActivities;
import io.longtake.workflows.film.PartProgress;
import io.longtake.workflows.film.RenderPart;
import io.longtake.workflows.media.MediaRef;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders parts in child processes and puts them into the media store. */
public final class PartActivities implements FilmActivities, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartActivities.class);
    private static final int CORES_PER_PART = 2;

    private final MediaStore store;
    private final PartProcesses processes;

    public PartActivities(MediaStore store, PartProcesses processes) {
        this.store = store;
        this.processes = processes;
    }

    /** Number of parts that this machine renders at once: drawing and encoding keep two cores busy. */
    public static int atOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_PER_PART);
    }

    @Override
    public MediaRef renderPart(RenderPart request) {
        Progress progress = new Progress();
        AtomicBoolean stop = new AtomicBoolean();
        long start = System.nanoTime();
        try (Heartbeats heartbeats = Heartbeats.begin(
                Activity.getExecutionContext(),
                progress::details,
                Heartbeats.Listener.stopping(() -> stop.set(true)))) {
            try {
                MediaRef part = processes.render(
                        request.film().sha256(),
                        folder -> FilmDocument.fetch(request.film(), store, folder),
                        request.part(),
                        fraction -> progress.done = fraction,
                        stop::get,
                        file -> store.adopt(file, request.part(), "application/octet-stream"));
                LOG.info("Rendered {} in {} ms.", request.part(), (System.nanoTime() - start) / 1_000_000);
                return part;
            } catch (CancellationException e) {
                throw heartbeats.ended().<RuntimeException>map(ended -> ended).orElse(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NemoFailures.of(FailureType.BACKEND_TROUBLE, "The worker stopped while it rendered.");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static ApplicationFailure failure(IOException e) {
        String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
        if (e instanceof PartProcesses.UnrenderableException) {
            return NemoFailures.of(FailureType.PART_FAILED, why);
        }
        if (e instanceof PartProcesses.UnknownPartException) {
            return NemoFailures.of(
                    FailureType.RENDERER_DIFFERS,
                    "This worker would render a different film than the studio: " + why
                            + ". Run the same version of Longtake on all machines.");
        }
        if (e instanceof MediaMissingException) {
            return NemoFailures.of(FailureType.MEDIA_MISSING, why);
        }
        return NemoFailures.of(FailureType.BACKEND_TROUBLE, why);
    }

    @Override
    public void discardContent(DiscardContent request) {
        for (MediaRef ref : request.content()) {
            try {
                store.discard(ref);
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    /** Ends the child processes that are kept for a film's next part. */
    @Override
    public void close() {
        processes.close();
    }

    /** Written by the activity's thread, read by that of the heartbeats. */
    private static final class Progress {
        private volatile double done;

        Object details() {
            return new PartProgress(done);
        }
    }
}
