package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import java.io.IOException;

/** One shot, ready to be drawn at any of its moments. */
interface Layer extends AutoCloseable {
    /**
     * Fills {@code out}.
     *
     * @param frame counted from the shot's first one
     */
    void draw(int frame, PackedPicture out) throws IOException;

    @Override
    void close();
}
