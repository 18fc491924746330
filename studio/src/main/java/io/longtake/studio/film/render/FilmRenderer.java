package io.longtake.studio.film.render;

import io.longtake.studio.film.Film;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Makes the file. */
public interface FilmRenderer {
    /**
     * Renders {@code film} into {@code output}: MP4 with the index in front, H.264 High yuv420p BT.709 limited range at
     * 30 frames a second, AAC-LC stereo at 48 kHz. The file appears under its name only when it is whole.
     *
     * @param work a folder of this render's own; finished chunks stay there, so that the same call after a crash goes on
     *     where the last one ended. Deleted by the caller
     * @param progress told the fraction done, 0 to 1, rising; called from the rendering thread
     * @param cancelled asked at least once a second
     * @throws java.util.concurrent.CancellationException when {@code cancelled} said so; {@code output} doesn't exist then
     * @throws IOException a source that can't be read, or no room on the disk; says which
     */
    void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException;
}
