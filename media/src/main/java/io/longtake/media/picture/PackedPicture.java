package io.longtake.media.picture;

import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A picture in YCbCr BT.709, limited range, 4:2:0 with chroma sited left, as H.264 has it.
 *
 * @param width luma samples, even
 */
public record PackedPicture(int width, int height, PackedPlane y, PackedPlane u, PackedPlane v) {
    /** Four samples of black, and of no colour. */
    public static final int BLACK = 0x10101010;

    public static final int GREY = 0x80808080;

    public static PackedPicture black(int width, int height) {
        PackedPicture picture = new PackedPicture(
                width,
                height,
                PackedPlane.blank(width, height),
                PackedPlane.blank(width / 2, height / 2),
                PackedPlane.blank(width / 2, height / 2));
        picture.clear();
        return picture;
    }

    public List<PackedPlane> planes() {
        return List.of(y, u, v);
    }

    public void clear() {
        Arrays.fill(y.data(), BLACK);
        Arrays.fill(u.data(), GREY);
        Arrays.fill(v.data(), GREY);
    }

    public void copyFrom(PackedPicture other) {
        for (int i = 0; i < 3; i++) {
            System.arraycopy(
                    other.planes().get(i).data(),
                    0,
                    planes().get(i).data(),
                    0,
                    planes().get(i).data().length);
        }
    }

    /** Reads a yuv420p frame. */
    public static PackedPicture of(AVFrame frame) {
        PackedPicture picture = black(frame.width(), frame.height());
        picture.read(frame);
        return picture;
    }

    /** Reads a yuv420p frame of this picture's size. */
    public void read(AVFrame frame) {
        for (int i = 0; i < 3; i++) {
            PackedPlane plane = planes().get(i);
            IntBuffer ints = ints(frame, i, plane);
            int step = frame.linesize(i) / 4;
            for (int row = 0; row < plane.height(); row++) {
                ints.position(row * step);
                ints.get(plane.data(), row * plane.stride(), Math.min(plane.stride(), ints.remaining()));
            }
        }
    }

    /** Writes into a yuv420p frame of this picture's size. */
    public void write(AVFrame frame) {
        for (int i = 0; i < 3; i++) {
            PackedPlane plane = planes().get(i);
            IntBuffer ints = ints(frame, i, plane);
            int step = frame.linesize(i) / 4;
            if (step == plane.stride()) {
                ints.put(plane.data(), 0, step * plane.height());
                continue;
            }
            for (int row = 0; row < plane.height(); row++) {
                ints.position(row * step);
                ints.put(plane.data(), row * plane.stride(), Math.min(plane.stride(), ints.remaining()));
            }
        }
    }

    private static IntBuffer ints(AVFrame frame, int plane, PackedPlane like) {
        if (frame.linesize(plane) % 4 != 0) {
            throw new IllegalArgumentException(
                    "a frame's rows must be whole ints, not " + frame.linesize(plane) + " bytes");
        }
        BytePointer data = frame.data(plane).capacity((long) frame.linesize(plane) * like.height());
        ByteBuffer bytes = data.asByteBuffer();
        return bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }

    static {
        Libav.load();
    }
}
