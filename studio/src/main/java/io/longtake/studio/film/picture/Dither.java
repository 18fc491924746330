package io.longtake.studio.film.picture;

/**
 * Offsets added before the fraction of a level is truncated. Rounding to the nearest level turns a soft gradient into bands whose
 * edges all jump at the same moment when the picture moves slowly; these patterns, which are fixed to the canvas, make
 * neighbouring samples change one after the other. A sample without a fraction is unchanged.
 */
final class Dither {
    /** Bayer's matrix: neighbouring values are far apart. */
    private static final int[][] MATRIX = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};

    private static final Rest[] ROWS = new Rest[MATRIX.length];
    private static final Rest[] COLUMNS = new Rest[64];

    /** The offsets of four neighbouring samples, 0 to 255: the first and the third in one int, the others in another. */
    record Rest(int evens, int odds) {
        static Rest of(int first, int second, int third, int fourth) {
            return new Rest(first | (third << 16), second | (fourth << 16));
        }
    }

    static {
        for (int y = 0; y < ROWS.length; y++) {
            int[] m = MATRIX[y];
            ROWS[y] = Rest.of(m[0] * 16 + 8, m[1] * 16 + 8, m[2] * 16 + 8, m[3] * 16 + 8);
        }
        // The second pass adds neighbours of one column, so these are half a level apart. The pattern must not repeat
        // that of the second pass: multiples of the golden ratio never do.
        for (int x = 0; x < COLUMNS.length; x++) {
            double shift = x * (Math.sqrt(5) - 1) / 2;
            COLUMNS[x] = Rest.of(part(shift), part(shift + 0.5), part(shift + 0.25), part(shift + 0.75));
        }
    }

    private Dither() {}

    private static int part(double shift) {
        return (int) (256 * (shift - Math.floor(shift)));
    }

    /** The offsets for a row of the finished picture. */
    static Rest row(int y) {
        return ROWS[y % ROWS.length];
    }

    /** The offsets for a column between the two passes. */
    static Rest column(int x) {
        return COLUMNS[x % COLUMNS.length];
    }
}
