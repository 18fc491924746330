package io.longtake.studio.film.title;

/** Converts RGB to YCbCr, BT.709, limited range. */
final class Ycc {
    private static final double RED = 0.2126;
    private static final double BLUE = 0.0722;

    private Ycc() {}

    /** @return luma, blue and red difference */
    static int[] of(int rgb) {
        double r = ((rgb >> 16) & 0xff) / 255.0;
        double g = ((rgb >> 8) & 0xff) / 255.0;
        double b = (rgb & 0xff) / 255.0;
        double y = RED * r + (1 - RED - BLUE) * g + BLUE * b;
        return new int[] {
            (int) Math.rint(16 + 219 * y),
            (int) Math.rint(128 + 224 * (b - y) / (2 * (1 - BLUE))),
            (int) Math.rint(128 + 224 * (r - y) / (2 * (1 - RED)))
        };
    }
}
