package io.longtake.media.corpus;

import io.longtake.media.MediaFormat.Kind;
import io.longtake.media.picture.ClipReader;
import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.Still;
import io.longtake.media.picture.StillReader;
import java.io.IOException;
import java.nio.file.Path;

/** The pixels of a usable file as 8-bit RGB, read by the product's own readers. */
interface DecodedPixels extends AutoCloseable {
    int width();

    int height();

    /** Red, green and blue of one pixel, 0 to 255. */
    double[] rgb(int x, int y);

    @Override
    void close();

    static DecodedPixels of(Path file, Kind kind) throws IOException {
        return kind == Kind.IMAGE ? still(StillReader.read(file)) : clip(file);
    }

    /** The mean colour around a position, 0 to 1 from the left and from the top. */
    default double[] around(double x, double y) {
        int radius = Math.min(2, Math.min(width(), height()) / 16);
        int centreX = Math.min(width() - 1, (int) (x * width()));
        int centreY = Math.min(height() - 1, (int) (y * height()));
        double[] sum = new double[3];
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                double[] one = rgb(centreX + dx, centreY + dy);
                for (int i = 0; i < 3; i++) {
                    sum[i] += one[i];
                }
            }
        }
        int count = (2 * radius + 1) * (2 * radius + 1);
        return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
    }

    private static DecodedPixels still(Still still) {
        return new DecodedPixels() {
            @Override
            public int width() {
                return still.width();
            }

            @Override
            public int height() {
                return still.height();
            }

            @Override
            public double[] rgb(int x, int y) {
                int rgb = still.rgb(x, y);
                return new double[] {(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff};
            }

            @Override
            public void close() {
                still.close();
            }
        };
    }

    /** The clip's first picture in the format used for films: BT.709, limited range, rows and columns exchanged. */
    private static DecodedPixels clip(Path file) throws IOException {
        int width;
        int height;
        PackedPicture picture;
        try (ClipReader clip = new ClipReader(file)) {
            width = clip.width();
            height = clip.height();
            picture = PackedPicture.black(Math.max(2, height + 1 & ~1), Math.max(2, width + 1 & ~1));
            clip.advance(0, Still.Grade.NONE, ClipReader.Placing.FILLING, picture);
        }
        return new DecodedPixels() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public int height() {
                return height;
            }

            @Override
            public double[] rgb(int x, int y) {
                double luma = (picture.y().sample(y, x) - 16) / 219.0;
                double blue = (picture.u().sample(y / 2, x / 2) - 128) / 224.0;
                double red = (picture.v().sample(y / 2, x / 2) - 128) / 224.0;
                double r = luma + 1.5748 * red;
                double b = luma + 1.8556 * blue;
                double g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152;
                return new double[] {clipped(r), clipped(g), clipped(b)};
            }

            @Override
            public void close() {}
        };
    }

    private static double clipped(double value) {
        return Math.min(255, Math.max(0, 255 * value));
    }
}
