package io.longtake.studio.film.sound;

import java.io.IOException;

/** One sound of the mix, asked for from its start to its end without gaps. */
interface Voice extends AutoCloseable {
    /** Fills the first {@code count} samples with what comes next. */
    void next(float[] left, float[] right, int count) throws IOException;

    @Override
    void close() throws IOException;
}
