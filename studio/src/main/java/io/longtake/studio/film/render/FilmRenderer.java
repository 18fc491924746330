package io.longtake.studio.film.render;

import io.longtake.studio.film.Film;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Renders films to files. */
public interface FilmRenderer {
    /**
     * Renders {@code film} into {@code output}: MP4 with the index at the start, H.264 High yuv420p BT.709 limited range at
     * 30 frames per second, AAC-LC stereo at 48 kHz. The file appears under its name only when it is complete.
     *
     * @param work a folder used by this render only; finished chunks stay there, so that the same call after a crash continues
     *     where the last one ended. The caller deletes it
     * @param progress receives the fraction done, 0 to 1, increasing; called from the rendering thread
     * @param cancelled queried at least once per second
     * @throws java.util.concurrent.CancellationException when {@code cancelled} returns true; {@code output} then does not exist
     * @throws IOException when a source cannot be read or the disk is full; the message states which
     */
    void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException;
}
