package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;

/**
 * Draws a window of a picture, placed and sized to fractions of a sample. The window has no rotation, so it is two passes of
 * one dimension each: first every output column as a mix of source columns, then every output row as a mix of rows. The
 * source lies transposed, so both passes run along rows. Not safe for use by several threads.
 */
final class Resampler {
    /** Columns done at once: as many as fill a cache line, so that transposing writes whole lines. */
    private static final int BAND = 64;

    private final Taps taps = new Taps();
    private int[] columns = new int[0];
    private int[] rows = new int[0];

    /**
     * @param source transposed: its rows are the picture's columns
     * @param left of the window, in source luma samples from the picture's left edge
     * @param stepX source samples per output sample, up to 4; very nearly the same as {@code stepY}
     */
    void draw(PackedPicture source, double left, double top, double stepX, double stepY, PackedPicture out) {
        plane(source.y(), out.y(), stepX, stepY, left + 0.5 * stepX - 0.5, top + 0.5 * stepY - 0.5);
        // Chroma lies on the left luma column of each pair, and between the two rows.
        double chromaX = (left + 0.5 * stepX - 0.5) / 2;
        double chromaY = (top + stepY - 1) / 2;
        plane(source.u(), out.u(), stepX, stepY, chromaX, chromaY);
        plane(source.v(), out.v(), stepX, stepY, chromaX, chromaY);
    }

    private void plane(PackedPlane source, PackedPlane out, double stepX, double stepY, double firstX, double firstY) {
        int sourceRows = source.width();
        int firstRow = clamp((int) Math.floor(firstY) - 2, sourceRows) & ~3;
        int lastRow = clamp((int) Math.ceil(firstY + (out.height() - 1) * stepY) + 2, sourceRows);
        int length = (lastRow - firstRow) / 4 + 1;
        columns = grown(columns, BAND * length);
        rows = grown(rows, length * 4 * out.stride());
        for (int x = 0; x < out.width(); x += BAND) {
            int band = Math.min(BAND, out.width() - x);
            for (int i = 0; i < band; i++) {
                taps.at(firstX + (x + i) * stepX, stepX, source.height());
                mixRows(columns, i * length, length, source.data(), source.stride(), firstRow / 4);
            }
            transpose(length, (band + 3) / 4, x / 4, out.stride());
        }
        for (int y = 0; y < out.height(); y++) {
            taps.at(firstY + y * stepY - firstRow, stepY, sourceRows - firstRow);
            mixRows(out.data(), y * out.stride(), out.stride(), rows, out.stride(), 0);
        }
    }

    private void mixRows(int[] out, int at, int n, int[] from, int stride, int offset) {
        int[] index = taps.index;
        int[] w = taps.weight;
        int a = index[0] * stride + offset;
        switch (taps.count) {
            case 1 -> System.arraycopy(from, a, out, at, n);
            case 2 -> Lanes.mix(out, at, n, from, a, w[0], from, index[1] * stride + offset, w[1]);
            case 3 ->
                Lanes.mix3(
                        out, at, n, from, a, w[0], index[1] * stride + offset, w[1], index[2] * stride + offset, w[2]);
            default ->
                Lanes.mix4(
                        out,
                        at,
                        n,
                        from,
                        a,
                        w[0],
                        index[1] * stride + offset,
                        w[1],
                        index[2] * stride + offset,
                        w[2],
                        index[3] * stride + offset,
                        w[3]);
        }
    }

    /** Turns a band of columns into parts of rows, four by four samples at a time. */
    private void transpose(int length, int groups, int atX, int stride) {
        for (int i = 0; i < length; i++) {
            int to = i * 4 * stride + atX;
            for (int g = 0; g < groups; g++) {
                int at = g * 4 * length + i;
                int a = columns[at];
                int b = columns[at + length];
                int c = columns[at + 2 * length];
                int d = columns[at + 3 * length];
                int ab02 = (a & 0x00ff00ff) | ((b & 0x00ff00ff) << 8);
                int ab13 = ((a >>> 8) & 0x00ff00ff) | (b & 0xff00ff00);
                int cd02 = (c & 0x00ff00ff) | ((d & 0x00ff00ff) << 8);
                int cd13 = ((c >>> 8) & 0x00ff00ff) | (d & 0xff00ff00);
                rows[to + g] = (ab02 & 0xffff) | (cd02 << 16);
                rows[to + g + stride] = (ab13 & 0xffff) | (cd13 << 16);
                rows[to + g + 2 * stride] = (ab02 >>> 16) | (cd02 & 0xffff0000);
                rows[to + g + 3 * stride] = (ab13 >>> 16) | (cd13 & 0xffff0000);
            }
        }
    }

    private static int clamp(int index, int samples) {
        return Math.min(Math.max(index, 0), samples - 1);
    }

    private static int[] grown(int[] array, int length) {
        return array.length >= length ? array : new int[length];
    }
}
