package io.longtake.studio.film.title;

import io.longtake.studio.film.Film.Canvas;

/** The part of the canvas where text is not covered by the buttons and captions of a platform's player. */
final class SafeArea {
    /** Of a canvas that is about 9:16: TikTok, Reels and Shorts draw over these parts. */
    private static final double TALL_TOP = 0.12;

    private static final double TALL_BOTTOM = 0.20;
    private static final double TALL_RIGHT = 0.12;
    private static final double OTHER = 0.05;

    private SafeArea() {}

    static Box of(Canvas canvas) {
        int width = canvas.widthPx();
        int height = canvas.heightPx();
        boolean tall = height >= 1.5 * width;
        int left = up(OTHER * width);
        int top = up((tall ? TALL_TOP : OTHER) * height);
        int right = up((tall ? TALL_RIGHT : OTHER) * width);
        int bottom = up((tall ? TALL_BOTTOM : OTHER) * height);
        return new Box(left, top, width - left - right, height - top - bottom);
    }

    /** The width for a title in the middle of the canvas, which keeps the same distance on both sides. */
    static int centredWidth(Canvas canvas) {
        Box safe = of(canvas);
        return canvas.widthPx() - 2 * Math.max(safe.x(), canvas.widthPx() - safe.right());
    }

    private static int up(double px) {
        return (int) Math.ceil(px);
    }
}
