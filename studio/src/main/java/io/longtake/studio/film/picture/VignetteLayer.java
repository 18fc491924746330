package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;
import io.longtake.studio.film.Film;
import java.io.IOException;

/** Darkens the corners of another layer's picture. */
final class VignetteLayer implements Layer {
    private static final double STRENGTH = 0.55;

    private final Layer inner;
    private final short[] luma;
    private final short[] chroma;

    VignetteLayer(Layer inner, Film.Canvas canvas) {
        this.inner = inner;
        luma = mask(canvas.widthPx(), canvas.heightPx());
        chroma = mask(canvas.widthPx() / 2, canvas.heightPx() / 2);
    }

    private static short[] mask(int width, int height) {
        short[] mask = new short[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x + 0.5) / width * 2 - 1;
                double dy = (y + 0.5) / height * 2 - 1;
                double far = (dx * dx + dy * dy) / 2;
                mask[y * width + x] = (short) Math.rint(256 * (1 - STRENGTH * far * far * (3 - 2 * far)));
            }
        }
        return mask;
    }

    @Override
    public void draw(int frame, PackedPicture out) throws IOException {
        inner.draw(frame, out);
        shade(out.y(), luma, 16);
        shade(out.u(), chroma, 128);
        shade(out.v(), chroma, 128);
    }

    private static void shade(PackedPlane plane, short[] mask, int black) {
        for (int y = 0; y < plane.height(); y++) {
            int[] row = plane.rows()[y];
            for (int x = 0; x < plane.width(); x++) {
                int shift = (x & 3) << 3;
                int old = (row[x >> 2] >>> shift) & 0xff;
                int now = black + (((old - black) * mask[y * plane.width() + x] + 128) >> 8);
                row[x >> 2] = (row[x >> 2] & ~(0xff << shift)) | (Math.max(0, now) << shift);
            }
        }
    }

    @Override
    public void close() {
        inner.close();
    }
}
