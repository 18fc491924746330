package io.longtake.media.picture;

/**
 * One plane of 8-bit samples, four to an int (the leftmost in the lowest byte), so that plain int arithmetic works on
 * four samples at once and the JIT's vectors on sixty-four. Rows are padded to whole ints.
 *
 * @param width in samples
 * @param stride ints per row
 */
@SuppressWarnings("ArrayRecordComponent") // the samples are shared and changed on purpose
public record PackedPlane(int width, int height, int stride, int[] data) {
    public PackedPlane {
        if (stride * 4 < width || data.length < stride * height) {
            throw new IllegalArgumentException("a plane of " + width + "x" + height + " needs more than " + data.length
                    + " ints at " + stride + " a row");
        }
    }

    public static PackedPlane blank(int width, int height) {
        int stride = (width + 3) / 4;
        return new PackedPlane(width, height, stride, new int[stride * height]);
    }

    /** The sample at column {@code x} of row {@code y}, 0 to 255. */
    public int sample(int x, int y) {
        return (data[y * stride + (x >> 2)] >>> ((x & 3) << 3)) & 0xff;
    }

    public void set(int x, int y, int value) {
        int index = y * stride + (x >> 2);
        int shift = (x & 3) << 3;
        data[index] = (data[index] & ~(0xff << shift)) | ((value & 0xff) << shift);
    }
}
