package io.longtake.studio.film.picture;

import io.longtake.media.picture.Still;
import io.longtake.studio.film.Film;
import java.io.IOException;

/** A picture on a background that has the colour of its edges. */
final class Extension {
    /** Of the canvas: a picture with more pixels is reduced, so that a large photo needs no more memory than others. */
    private static final double LARGEST = 3;

    private Extension() {}

    /** The caller closes it; {@code still} remains open. */
    static Still of(Still still, Film.Canvas canvas) throws IOException {
        double whole = Film.Fit.extendedWidth(still.width(), still.height(), canvas);
        double scale = Math.min(1, LARGEST * canvas.widthPx() / whole);
        int width = even(whole * scale);
        int height = even(Film.Fit.extendedHeight(still.width(), still.height(), canvas) * scale);
        return still.onItsGround(
                width,
                height,
                Math.min(width, even(still.width() * scale)),
                Math.min(height, even(still.height() * scale)));
    }

    private static int even(double samples) {
        return Math.max(2, 2 * (int) Math.rint(samples / 2));
    }
}
