package io.longtake.studio.film.sound;

import java.io.IOException;

/** One sound of the mix, read from its start to its end without gaps. */
interface Voice extends AutoCloseable {
    /** Writes the next {@code count} samples to the start of both arrays. */
    void next(float[] left, float[] right, int count) throws IOException;

    @Override
    void close() throws IOException;
}
