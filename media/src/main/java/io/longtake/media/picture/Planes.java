package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Planar frames, read and written in Java. */
final class Planes {
    /** Where planar RGB stores red, green and blue. */
    static final int[] RGB = {2, 0, 1};

    static final int ALPHA = 3;

    private Planes() {}

    /** All rows of a plane, padding included. */
    static ByteBuffer bytes(AVFrame frame, int plane) {
        return frame.data(plane)
                .capacity((long) frame.linesize(plane) * frame.height())
                .asByteBuffer();
    }

    /** Works on one row of a colour, by the row of alpha beside it. */
    interface RowMix {
        void mix(byte[] colour, byte[] alpha);
    }

    /** Writes the three colours of a frame with alpha, each row mixed, into another frame of its size. */
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

    /** A new planar RGB frame of 8 bits; the caller frees it. */
    static AVFrame rgb(int width, int height) throws MediaException {
        AVFrame frame = Libav.frame();
        frame.format(avutil.AV_PIX_FMT_GBRP);
        frame.width(width);
        frame.height(height);
        frame.color_range(avutil.AVCOL_RANGE_JPEG);
        frame.colorspace(avutil.AVCOL_SPC_RGB);
        frame.pts(0);
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "getting memory for a picture");
        return frame;
    }
}
