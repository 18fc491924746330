package io.longtake.media.picture;

import io.longtake.media.MediaException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Puts a picture on a background that has the colour of the picture's edges. */
final class Ground {
    /** The part of the picture's shorter side over which its edges turn into the background. */
    private static final double FEATHER = 0.02;

    private Ground() {}

    /**
     * The picture in the middle of a larger one.
     *
     * @param picture planar RGB; still owned by the caller
     * @return planar RGB
     */
    static AVFrame under(AVFrame picture, int width, int height) throws MediaException {
        AVFrame whole = Planes.rgb(width, height);
        int left = (width - picture.width()) / 2;
        int top = (height - picture.height()) / 2;
        int feather = Math.max(1, (int) (FEATHER * Math.min(picture.width(), picture.height())));
        int[] across = weights(picture.width(), feather);
        int[] down = weights(picture.height(), feather);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer from = Planes.bytes(picture, plane);
            ByteBuffer to = Planes.bytes(whole, plane);
            int ground = median(from, picture, plane);
            byte[] plain = new byte[width];
            Arrays.fill(plain, (byte) ground);
            byte[] row = new byte[picture.width()];
            for (int y = 0; y < height; y++) {
                to.position(y * whole.linesize(plane)).put(plain);
                int inner = y - top;
                if (inner >= 0 && inner < picture.height()) {
                    from.position(inner * picture.linesize(plane)).get(row);
                    mix(row, ground, across, down[inner]);
                    to.position(y * whole.linesize(plane) + left).put(row);
                }
            }
        }
        return whole;
    }

    /** How much of a picture's sample is seen at each place along a side, 0 to 256. */
    private static int[] weights(int length, int feather) {
        int[] weights = new int[length];
        for (int i = 0; i < length; i++) {
            double t = Math.min(1, (Math.min(i, length - 1 - i) + 0.5) / feather);
            weights[i] = (int) Math.rint(256 * t * t * (3 - 2 * t));
        }
        return weights;
    }

    private static void mix(byte[] row, int ground, int[] across, int down) {
        for (int x = 0; x < row.length; x++) {
            int weight = across[x] * down;
            if (weight < 65_536) {
                row[x] = (byte) (((row[x] & 0xff) * weight + ground * (65_536 - weight) + 32_768) >> 16);
            }
        }
    }

    /** The middle value of the outermost rows and columns. */
    private static int median(ByteBuffer samples, AVFrame picture, int plane) {
        int[] counts = new int[256];
        int line = picture.linesize(plane);
        int last = (picture.height() - 1) * line;
        for (int x = 0; x < picture.width(); x++) {
            counts[samples.get(x) & 0xff]++;
            counts[samples.get(last + x) & 0xff]++;
        }
        for (int y = 0; y < picture.height(); y++) {
            counts[samples.get(y * line) & 0xff]++;
            counts[samples.get(y * line + picture.width() - 1) & 0xff]++;
        }
        int half = picture.width() + picture.height();
        int value = 0;
        int below = counts[0];
        while (below < half) {
            below += counts[++value];
        }
        return value;
    }
}
