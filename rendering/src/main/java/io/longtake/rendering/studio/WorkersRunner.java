package io.longtake.rendering.studio;

import io.longtake.activities.media.MediaStore;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.libav.FilmParts;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.render.RenderJob;
import io.longtake.studio.render.RenderRunner;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Renders on workers: those that offer rendering render the parts of the film that are missing in the work folder, and the local
 * runner joins all parts. It also renders parts that the media store has lost.
 */
public final class WorkersRunner implements RenderRunner {
    /** The share of the progress that belongs to the parts. */
    private static final double PARTS = 0.97;

    private final ProjectEditor editor;
    private final RenderRunner local;
    private final MediaStore store;
    private final Connection connection;
    private final String studio;

    /** Connects to the Temporal server; a home's own server may have another port after a restart. */
    public interface Connection {
        /** @throws RuntimeException if there is no server to connect to at the moment */
        Opened open();

        /** A connection, open until it is closed. */
        interface Opened extends AutoCloseable {
            WorkflowClient client();

            @Override
            void close();
        }
    }

    /**
     * @param local joins the parts
     * @param studio distinguishes this studio from others that use the same namespace
     */
    public WorkersRunner(
            ProjectEditor editor, RenderRunner local, MediaStore store, Connection connection, String studio) {
        this.editor = editor;
        this.local = local;
        this.store = store;
        this.connection = connection;
        this.studio = studio;
    }

    @Override
    public void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Film film = editor.film(job.draft(), job.media(), job.seed());
        List<String> missing = FilmParts.of(film).missing(job.work());
        if (!missing.isEmpty()) {
            new RemoteParts(store, connection, studio, job, film)
                    .render(missing, fraction -> progress.accept(PARTS * fraction), cancelled);
        }
        local.run(job, progress, cancelled);
    }
}
