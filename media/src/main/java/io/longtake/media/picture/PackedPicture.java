package io.longtake.media.picture;

import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A picture in YCbCr BT.709, limited range, 4:2:0 with chroma sited left, as H.264 has it.
 *
 * @param width luma samples, even
 */
public record PackedPicture(int width, int height, PackedPlane y, PackedPlane u, PackedPlane v) {
    /** Four black luma samples. */
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
        y.fill(BLACK);
        u.fill(GREY);
        v.fill(GREY);
    }

    public void copyFrom(PackedPicture other) {
        y.copyFrom(other.y);
        u.copyFrom(other.u);
        v.copyFrom(other.v);
    }

    /** Reads a yuv420p frame. */
    public static PackedPicture of(AVFrame frame) {
        PackedPicture picture = black(frame.width(), frame.height());
        picture.read(frame);
        return picture;
    }

    /** Reads a yuv420p frame of this picture's size. */
    public void read(AVFrame frame) {
        eachRow(frame, IntBuffer::get);
    }

    /** Writes into a yuv420p frame of this picture's size. */
    public void write(AVFrame frame) {
        eachRow(frame, IntBuffer::put);
    }

    /** Moves samples between a frame, from its position on, and a row of a plane. */
    private interface RowMove {
        void move(IntBuffer frame, int[] row, int from, int count);
    }

    private void eachRow(AVFrame frame, RowMove samples) {
        for (int i = 0; i < 3; i++) {
            PackedPlane plane = planes().get(i);
            IntBuffer ints = ints(frame, i, plane);
            int step = frame.linesize(i) / 4;
            for (int row = 0; row < plane.height(); row++) {
                ints.position(row * step);
                samples.move(ints, plane.rows()[row], 0, Math.min(plane.stride(), ints.remaining()));
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
