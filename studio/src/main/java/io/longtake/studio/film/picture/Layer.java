package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import java.io.IOException;

/** One shot, ready to be drawn at any frame. */
interface Layer extends AutoCloseable {
    /**
     * Draws one frame of the shot into {@code out}.
     *
     * @param frame counted from the shot's first one
     */
    void draw(int frame, PackedPicture out) throws IOException;

    @Override
    void close();
}
