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
    private int[][] columns = new int[0][];
    private int[][] rows = new int[0][];

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
        int firstInt = clamp((int) Math.floor(firstY) - 2, sourceRows) / 4;
        int endInt = clamp((int) Math.ceil(firstY + (out.height() - 1) * stepY) + 2, sourceRows) / 4 + 1;
        columns = grown(columns, BAND, endInt);
        rows = grown(rows, endInt * 4, out.stride());
        for (int x = 0; x < out.width(); x += BAND) {
            int band = Math.min(BAND, out.width() - x);
            for (int i = 0; i < band; i++) {
                taps.at(firstX + (x + i) * stepX, stepX, source.height());
                Lanes.weigh(columns[i], firstInt, endInt, taps, source.rows(), Dither.column(x + i));
            }
            transpose(firstInt, endInt, (band + 3) / 4, x / 4);
        }
        for (int y = 0; y < out.height(); y++) {
            taps.at(firstY + y * stepY, stepY, sourceRows);
            Lanes.weigh(out.rows()[y], 0, out.stride(), taps, rows, Dither.row(y));
        }
    }

    /** Turns a band of columns into parts of rows, four by four samples at a time. */
    private void transpose(int from, int to, int groups, int atX) {
        for (int i = from; i < to; i++) {
            int[] row0 = rows[4 * i];
            int[] row1 = rows[4 * i + 1];
            int[] row2 = rows[4 * i + 2];
            int[] row3 = rows[4 * i + 3];
            for (int g = 0; g < groups; g++) {
                int a = columns[4 * g][i];
                int b = columns[4 * g + 1][i];
                int c = columns[4 * g + 2][i];
                int d = columns[4 * g + 3][i];
                int ab02 = (a & 0x00ff00ff) | ((b & 0x00ff00ff) << 8);
                int ab13 = ((a >>> 8) & 0x00ff00ff) | (b & 0xff00ff00);
                int cd02 = (c & 0x00ff00ff) | ((d & 0x00ff00ff) << 8);
                int cd13 = ((c >>> 8) & 0x00ff00ff) | (d & 0xff00ff00);
                row0[atX + g] = (ab02 & 0xffff) | (cd02 << 16);
                row1[atX + g] = (ab13 & 0xffff) | (cd13 << 16);
                row2[atX + g] = (ab02 >>> 16) | (cd02 & 0xffff0000);
                row3[atX + g] = (ab13 >>> 16) | (cd13 & 0xffff0000);
            }
        }
    }

    private static int clamp(int index, int samples) {
        return Math.min(Math.max(index, 0), samples - 1);
    }

    private static int[][] grown(int[][] array, int rows, int length) {
        return array.length >= rows && array[0].length >= length ? array : new int[rows][length];
    }
}
