package io.longtake.studio.film.libav;

import io.longtake.files.durable.Durable;
import io.longtake.media.encode.Mp4;
import io.longtake.media.encode.VideoSettings;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.render.FilmRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Renders with libav in this process. The video is rendered in chunks of whole groups of pictures, each kept as a file; the sound
 * once, in parallel; both are combined at the end. Chunks and sound are named after their content, so a work folder may also be
 * kept for the next version of the same film: then only the changed parts are rendered.
 *
 * <p>Stateless: several renders may run at the same time, each with a work folder of its own.
 */
public final class LibavFilmRenderer implements FilmRenderer {
    /** The share of the progress that belongs to the frames; the rest is the final file. */
    private static final double PICTURES = 0.97;

    @Override
    public void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        progress.accept(0);
        Files.createDirectories(work);
        VideoSettings settings =
                VideoSettings.forFilm(film.canvas().widthPx(), film.canvas().heightPx(), Film.FPS);
        PartsRendering job = new PartsRendering(film, settings, work, cancelled);
        ExecutorService aside = PartsRendering.threads();
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try {
            Future<Path> sound = aside.submit(() -> job.sound(ChunkPlan.soundName(film)));
            List<Mp4.Chunk> chunks = job.pictures(aside, fraction -> progress.accept(PICTURES * fraction));
            Path heard = job.await(sound);
            Mp4.write(chunks, heard, part);
            job.stopIfCancelled();
            Durable.moveIntoPlace(part, output);
            progress.accept(1);
        } finally {
            job.stop();
            aside.shutdownNow();
            Files.deleteIfExists(part);
            PartsRendering.awaitEnd(aside);
        }
    }
}
