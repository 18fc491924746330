package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads and writes planar frames in Java. */
final class Planes {
    /** The indexes of the planes for red, green and blue in planar RGB. */
    static final int[] RGB = {2, 0, 1};

    static final int ALPHA = 3;

    private Planes() {}

    /** All rows of a plane, including padding. */
    static ByteBuffer bytes(AVFrame frame, int plane) {
        return frame.data(plane)
                .capacity((long) frame.linesize(plane) * frame.height())
                .asByteBuffer();
    }

    /** Changes one row of a colour, given the same row of alpha. */
    interface RowMix {
        void mix(byte[] colour, byte[] alpha);
    }

    /**
     * Mixes each row of the three colours of a frame with alpha and writes the result into another frame of the same
     * size.
     */
    static void mixed(AVFrame picture, AVFrame into, RowMix rows) {
        byte[] colour = new byte[picture.width()];
        byte[] cover = new byte[picture.width()];
        ByteBuffer alpha = bytes(picture, ALPHA);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer from = bytes(picture, plane);
            ByteBuffer to = bytes(into, plane);
            for (int y = 0; y < picture.height(); y++) {
                from.position(y * picture.linesize(plane)).get(colour);
                alpha.position(y * picture.linesize(ALPHA)).get(cover);
                rows.mix(colour, cover);
                to.position(y * into.linesize(plane)).put(colour);
            }
        }
    }

    /** Allocates a planar RGB frame of 8 bits; the caller frees it. */
    static AVFrame rgb(int width, int height) throws MediaException {
        AVFrame frame = Libav.frame();
        frame.format(avutil.AV_PIX_FMT_GBRP);
        frame.width(width);
        frame.height(height);
        frame.color_range(avutil.AVCOL_RANGE_JPEG);
        frame.colorspace(avutil.AVCOL_SPC_RGB);
        frame.pts(0);
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating an image");
        return frame;
    }
}
