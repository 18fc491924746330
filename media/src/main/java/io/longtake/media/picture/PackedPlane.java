package io.longtake.media.picture;

/**
 * One plane of 8-bit samples, four to an int (the leftmost in the lowest byte), so that plain int arithmetic processes
 * four samples at once and the JIT's vectors sixty-four. Each row is a separate array, padded to whole ints: loops over
 * several rows then share one index, which the JIT needs to vectorise them.
 *
 * @param width in samples
 */
@SuppressWarnings("ArrayRecordComponent") // the samples are shared and modified on purpose
public record PackedPlane(int width, int height, int[][] rows) {
    public PackedPlane {
        if (rows.length != height || (height > 0 && rows[0].length * 4 < width)) {
            throw new IllegalArgumentException(
                    "a plane of " + width + "x" + height + " does not match the " + rows.length + " rows given");
        }
    }

    public static PackedPlane blank(int width, int height) {
        return new PackedPlane(width, height, new int[height][(width + 3) / 4]);
    }

    /** Ints per row. */
    public int stride() {
        return rows[0].length;
    }

    /** The sample at column {@code x} of row {@code y}, 0 to 255. */
    public int sample(int x, int y) {
        return (rows[y][x >> 2] >>> ((x & 3) << 3)) & 0xff;
    }

    public void set(int x, int y, int value) {
        int shift = (x & 3) << 3;
        rows[y][x >> 2] = (rows[y][x >> 2] & ~(0xff << shift)) | ((value & 0xff) << shift);
    }

    /** Sets all samples to the four samples in {@code four}. */
    public void fill(int four) {
        for (int[] row : rows) {
            java.util.Arrays.fill(row, four);
        }
    }

    public void copyFrom(PackedPlane other) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(other.rows[y], 0, rows[y], 0, rows[y].length);
        }
    }
}
