package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;

/**
 * Draws a window of a picture; its position and size may be fractions of a sample. The window has no rotation, so two
 * one-dimensional passes suffice: first every output column as a mix of source columns, then every output row as a mix of rows.
 * The source is stored transposed, so both passes run along rows. Not thread-safe.
 */
final class Resampler {
    /** Columns processed at once: as many as fill a cache line, so that transposing writes whole lines. */
    private static final int BAND = 64;

    private final Taps taps = new Taps();
    private int[][] columns = new int[0][];
    private int[][] rows = new int[0][];

    /**
     * @param source transposed: its rows are the picture's columns
     * @param left edge of the window, in source luma samples from the picture's left edge
     * @param stepX source samples per output sample, up to 4; very nearly the same as {@code stepY}
     */
    void draw(PackedPicture source, double left, double top, double stepX, double stepY, PackedPicture out) {
        plane(source.y(), out.y(), stepX, stepY, left + 0.5 * stepX - 0.5, top + 0.5 * stepY - 0.5);
        // Chroma samples are located on the left luma column of each pair, and between the two rows.
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

    /**
     * Turns a band of columns into parts of rows, in two steps: within each four columns the samples of four rows change
     * places, which the JIT vectorises; then whole ints are written to their rows.
     */
    private void transpose(int from, int to, int groups, int atX) {
        for (int g = 0; g < groups; g++) {
            Lanes.turn(columns[4 * g], columns[4 * g + 1], columns[4 * g + 2], columns[4 * g + 3], from, to);
        }
        int wide = groups / 8 * 8;
        for (int row = 0; row < 4; row++) {
            for (int g = 0; g < wide; g += 8) {
                eight(4 * g + row, row, from, to, atX + g);
            }
            for (int g = wide; g < groups; g++) {
                int[] column = columns[4 * g + row];
                for (int i = from; i < to; i++) {
                    rows[4 * i + row][atX + g] = column[i];
                }
            }
        }
    }

    /** Processes eight adjacent ints: half a cache line, and one check of the row's length for all of them. */
    private void eight(int first, int row, int from, int to, int atX) {
        int[] a = columns[first];
        int[] b = columns[first + 4];
        int[] c = columns[first + 8];
        int[] d = columns[first + 12];
        int[] e = columns[first + 16];
        int[] f = columns[first + 20];
        int[] g = columns[first + 24];
        int[] h = columns[first + 28];
        for (int i = from; i < to; i++) {
            int[] out = rows[4 * i + row];
            out[atX] = a[i];
            out[atX + 1] = b[i];
            out[atX + 2] = c[i];
            out[atX + 3] = d[i];
            out[atX + 4] = e[i];
            out[atX + 5] = f[i];
            out[atX + 6] = g[i];
            out[atX + 7] = h[i];
        }
    }

    private static int clamp(int index, int samples) {
        return Math.min(Math.max(index, 0), samples - 1);
    }

    private static int[][] grown(int[][] array, int rows, int length) {
        return array.length >= rows && array[0].length >= length ? array : new int[rows][length];
    }
}
