package io.longtake.studio.film.picture;

/**
 * Arithmetic on packed samples. An int holds four; its even and its odd samples, taken apart, leave room for products of
 * up to 16 bits, so that weights of 1/256 that add up to one neither overflow nor touch their neighbours. Written as plain
 * loops over int arrays, which the JIT turns into vector code on every JDK from 17 on.
 */
final class Lanes {
    private static final int EVEN = 0x00ff00ff;
    private static final int HALF = 0x00800080;

    private Lanes() {}

    /** out = a * wa + b * wb, the weights adding up to 256. */
    static void mix(int[] out, int at, int n, int[] a, int atA, int wa, int[] b, int atB, int wb) {
        for (int i = 0; i < n; i++) {
            int p = a[atA + i];
            int q = b[atB + i];
            int even = (p & EVEN) * wa + (q & EVEN) * wb + HALF;
            int odd = ((p >>> 8) & EVEN) * wa + ((q >>> 8) & EVEN) * wb + HALF;
            out[at + i] = ((even >>> 8) & EVEN) | (odd & ~EVEN);
        }
    }

    /** Three rows of the same array. */
    static void mix3(int[] out, int at, int n, int[] s, int a, int wa, int b, int wb, int c, int wc) {
        for (int i = 0; i < n; i++) {
            int p = s[a + i];
            int q = s[b + i];
            int r = s[c + i];
            int even = (p & EVEN) * wa + (q & EVEN) * wb + (r & EVEN) * wc + HALF;
            int odd = ((p >>> 8) & EVEN) * wa + ((q >>> 8) & EVEN) * wb + ((r >>> 8) & EVEN) * wc + HALF;
            out[at + i] = ((even >>> 8) & EVEN) | (odd & ~EVEN);
        }
    }

    /** Four rows of the same array. */
    static void mix4(int[] out, int at, int n, int[] s, int a, int wa, int b, int wb, int c, int wc, int d, int wd) {
        for (int i = 0; i < n; i++) {
            int p = s[a + i];
            int q = s[b + i];
            int r = s[c + i];
            int t = s[d + i];
            int even = (p & EVEN) * wa + (q & EVEN) * wb + (r & EVEN) * wc + (t & EVEN) * wd + HALF;
            int odd = ((p >>> 8) & EVEN) * wa
                    + ((q >>> 8) & EVEN) * wb
                    + ((r >>> 8) & EVEN) * wc
                    + ((t >>> 8) & EVEN) * wd
                    + HALF;
            out[at + i] = ((even >>> 8) & EVEN) | (odd & ~EVEN);
        }
    }

    /** out = a * wa + constant * wb, for fades. {@code constant} holds four samples. */
    static void mixConstant(int[] out, int n, int[] a, int wa, int constant, int wb) {
        int even0 = (constant & EVEN) * wb + HALF;
        int odd0 = ((constant >>> 8) & EVEN) * wb + HALF;
        for (int i = 0; i < n; i++) {
            int p = a[i];
            int even = (p & EVEN) * wa + even0;
            int odd = ((p >>> 8) & EVEN) * wa + odd0;
            out[i] = ((even >>> 8) & EVEN) | (odd & ~EVEN);
        }
    }
}
