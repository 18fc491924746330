package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.Libav;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Puts a transparent picture on white, as a page would show it. */
final class OnWhite {
    private OnWhite() {}

    /** @param picture planar RGB with alpha; stays the caller's */
    static AVFrame flattened(AVFrame picture) throws MediaException {
        AVFrame flat = Libav.frame();
        flat.format(avutil.AV_PIX_FMT_GBRP);
        flat.width(picture.width());
        flat.height(picture.height());
        flat.color_range(picture.color_range());
        flat.colorspace(picture.colorspace());
        Libav.check(avutil.av_frame_get_buffer(flat, 0), "getting memory for a picture");
        byte[] row = new byte[picture.width()];
        byte[] cover = new byte[picture.width()];
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer from = bytes(picture, plane);
            ByteBuffer alpha = bytes(picture, 3);
            ByteBuffer to = bytes(flat, plane);
            for (int y = 0; y < picture.height(); y++) {
                from.position(y * picture.linesize(plane)).get(row);
                alpha.position(y * picture.linesize(3)).get(cover);
                for (int x = 0; x < row.length; x++) {
                    int a = cover[x] & 0xff;
                    row[x] = (byte) (((row[x] & 0xff) * a + 255 * (255 - a) + 127) / 255);
                }
                to.position(y * flat.linesize(plane)).put(row);
            }
        }
        return flat;
    }

    private static ByteBuffer bytes(AVFrame frame, int plane) {
        return frame.data(plane)
                .capacity((long) frame.linesize(plane) * frame.height())
                .asByteBuffer();
    }
}
