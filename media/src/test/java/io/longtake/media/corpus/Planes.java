package io.longtake.media.corpus;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Draws a picture into a frame of any planar or packed pixel format. Uses its own arithmetic, so that the code under
 * test does not create its own test data.
 */
final class Planes {
    private final Picture picture;
    private final Matrix matrix;
    private final boolean full;

    /** The conversion from RGB to luma and colour differences. */
    enum Matrix {
        BT601(0.299, 0.114, avutil.AVCOL_SPC_SMPTE170M),
        BT709(0.2126, 0.0722, avutil.AVCOL_SPC_BT709),
        BT2020(0.2627, 0.0593, avutil.AVCOL_SPC_BT2020_NCL),
        /** For RGB planes. */
        NONE(0, 0, avutil.AVCOL_SPC_RGB);

        final double red;
        final double blue;
        final int tag;

        Matrix(double red, double blue, int tag) {
            this.red = red;
            this.blue = blue;
            this.tag = tag;
        }
    }

    Planes(Picture picture, Matrix matrix, boolean full) {
        this.picture = picture;
        this.matrix = matrix;
        this.full = full;
    }

    void draw(AVFrame frame, int number) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        boolean rgb = (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
        byte[][] rows = new byte[4][];
        int[] previousHalf = {-1, -1, -1, -1};
        for (int i = 0; i < format.nb_components(); i++) {
            AVComponentDescriptor c = format.comp(i);
            boolean chroma = !rgb && format.nb_components() >= 3 && (i == 1 || i == 2);
            int w = chroma ? -(-picture.width() >> format.log2_chroma_w()) : picture.width();
            int h = chroma ? -(-picture.height() >> format.log2_chroma_h()) : picture.height();
            int bytes = c.depth() > 8 ? 2 : 1;
            int scaleX = chroma ? format.log2_chroma_w() : 0;
            int scaleY = chroma ? format.log2_chroma_h() : 0;
            boolean packed = c.step() != bytes;
            for (int y = 0; y < h; y++) {
                int sourceY = Math.min(picture.height() - 1, (y << scaleY) + (scaleY == 0 ? 0 : 1));
                int half = picture.paint() == Picture.Paint.RESTLESS_QUARTERS
                        ? sourceY
                        : 2L * sourceY >= picture.height() ? 1 : 0;
                byte[] row = rows[i];
                if (row == null || half != previousHalf[i]) {
                    row = new byte[w * bytes];
                    for (int x = 0; x < w; x++) {
                        int sourceX = Math.min(picture.width() - 1, (x << scaleX) + (scaleX == 0 ? 0 : 1));
                        int value = level(picture.codes(sourceX, sourceY, number), i, rgb, format, c.depth());
                        row[x * bytes] = (byte) value;
                        if (bytes == 2) {
                            row[x * 2 + 1] = (byte) (value >> 8);
                        }
                    }
                    rows[i] = row;
                    previousHalf[i] = half;
                }
                long at = (long) y * frame.linesize(c.plane()) + c.offset();
                if (packed) {
                    for (int x = 0; x < w; x++) {
                        frame.data(c.plane()).put(at + (long) x * c.step(), row[x]);
                    }
                } else {
                    frame.data(c.plane()).position(at).put(row, 0, row.length);
                }
            }
        }
    }

    private int level(double[] codes, int component, boolean rgb, AVPixFmtDescriptor format, int depth) {
        int top = (1 << depth) - 1;
        boolean alpha = (format.flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0 && component == format.nb_components() - 1;
        if (alpha) {
            return (int) Math.round(codes[3] * top);
        }
        if (rgb) {
            return (int) Math.round(codes[component] * top);
        }
        double y = matrix.red * codes[0] + (1 - matrix.red - matrix.blue) * codes[1] + matrix.blue * codes[2];
        double unit = 1 << (depth - 8);
        if (component == 0) {
            return (int) Math.round(full ? y * top : (16 + 219 * y) * unit);
        }
        double difference =
                component == 1 ? (codes[2] - y) / (2 * (1 - matrix.blue)) : (codes[0] - y) / (2 * (1 - matrix.red));
        double value = full ? difference * top + (1 << (depth - 1)) : (128 + 224 * difference) * unit;
        return (int) Math.round(Math.min(top, Math.max(0, value)));
    }
}
