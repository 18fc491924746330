package io.longtake.studio.render;

import io.longtake.studio.film.render.FilmRenderer;
import io.longtake.studio.project.ProjectEditor;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Renders on the calling thread. */
public final class InProcessRunner implements RenderRunner {
    private final ProjectEditor editor;
    private final FilmRenderer renderer;

    public InProcessRunner(ProjectEditor editor, FilmRenderer renderer) {
        this.editor = editor;
        this.renderer = renderer;
    }

    @Override
    public void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled) throws IOException {
        renderer.render(
                editor.film(job.draft(), job.media(), job.seed()), job.output(), job.work(), progress, cancelled);
    }
}
