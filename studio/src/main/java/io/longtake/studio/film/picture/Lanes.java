package io.longtake.studio.film.picture;

/**
 * Arithmetic on packed samples. An int holds four; its even and its odd samples, taken apart, leave room for products of
 * up to 16 bits, so that weights of 1/256 that add up to one neither overflow nor touch their neighbours.
 *
 * <p>The loops are written for the JIT's auto-vectoriser, which on every JDK from 17 on wants: one index for all arrays,
 * arrays rather than offsets into one, and small bodies (hence even and odd samples in loops of their own). Measured at
 * 0.27 ns per int of two rows; the same in one loop with offsets takes 1.6 ns.
 */
final class Lanes {
    private static final int EVEN = 0x00ff00ff;
    private static final int HALF = 0x00800080;

    private Lanes() {}

    /** out = a * wa + b * wb from int {@code from} up to {@code to}, the weights adding up to 256. */
    static void mix(int[] out, int from, int to, int[] a, int wa, int[] b, int wb) {
        if (out == a || out == b) {
            mixInPlace(out, from, to, a, wa, b, wb);
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = (((a[i] & EVEN) * wa + (b[i] & EVEN) * wb + HALF) >>> 8) & EVEN;
        }
        for (int i = from; i < to; i++) {
            out[i] |= (((a[i] >>> 8) & EVEN) * wa + ((b[i] >>> 8) & EVEN) * wb + HALF) & ~EVEN;
        }
    }

    /** The same where the result replaces one of the rows, so that both halves have to be ready before it is written. */
    private static void mixInPlace(int[] out, int from, int to, int[] a, int wa, int[] b, int wb) {
        for (int i = from; i < to; i++) {
            int even = ((a[i] & EVEN) * wa + (b[i] & EVEN) * wb + HALF) >>> 8;
            int odd = ((a[i] >>> 8) & EVEN) * wa + ((b[i] >>> 8) & EVEN) * wb + HALF;
            out[i] = (even & EVEN) | (odd & ~EVEN);
        }
    }

    static void mix3(int[] out, int from, int to, int[] a, int wa, int[] b, int wb, int[] c, int wc) {
        for (int i = from; i < to; i++) {
            out[i] = (((a[i] & EVEN) * wa + (b[i] & EVEN) * wb + (c[i] & EVEN) * wc + HALF) >>> 8) & EVEN;
        }
        for (int i = from; i < to; i++) {
            out[i] |= (((a[i] >>> 8) & EVEN) * wa + ((b[i] >>> 8) & EVEN) * wb + ((c[i] >>> 8) & EVEN) * wc + HALF)
                    & ~EVEN;
        }
    }

    static void mix4(int[] out, int from, int to, int[] a, int wa, int[] b, int wb, int[] c, int wc, int[] d, int wd) {
        for (int i = from; i < to; i++) {
            out[i] = (((a[i] & EVEN) * wa + (b[i] & EVEN) * wb + (c[i] & EVEN) * wc + (d[i] & EVEN) * wd + HALF) >>> 8)
                    & EVEN;
        }
        for (int i = from; i < to; i++) {
            out[i] |= (((a[i] >>> 8) & EVEN) * wa
                            + ((b[i] >>> 8) & EVEN) * wb
                            + ((c[i] >>> 8) & EVEN) * wc
                            + ((d[i] >>> 8) & EVEN) * wd
                            + HALF)
                    & ~EVEN;
        }
    }

    /** row = row * w + four * (256 - w), for fades. */
    static void mixConstant(int[] row, int w, int four) {
        int even = (four & EVEN) * (256 - w) + HALF;
        int odd = ((four >>> 8) & EVEN) * (256 - w) + HALF;
        for (int i = 0; i < row.length; i++) {
            int p = row[i];
            row[i] = ((((p & EVEN) * w + even) >>> 8) & EVEN) | ((((p >>> 8) & EVEN) * w + odd) & ~EVEN);
        }
    }
}
