package io.longtake.media.picture;

import io.longtake.media.MediaException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Puts a picture on a background that continues the picture's edges. Each side has its own colour, blurred along the edge: a
 * vignette or a light from one side goes on without a visible border.
 */
final class Ground {
    /** The part of the picture's shorter side over which its edges turn into the background. */
    private static final double FEATHER = 0.02;
    /** The part of the picture's shorter side over which the edges are blurred, to both sides. */
    private static final double BLUR = 0.08;

    private static final int PASSES = 3;
    private static final int WHOLE = 256;

    private final int width;
    private final int height;
    /** The samples of the edges, clockwise from the upper left corner. */
    private final int[] ring;

    private Ground(ByteBuffer samples, int line, int width, int height) {
        this.width = width;
        this.height = height;
        int[] edges = new int[2 * (width + height)];
        for (int x = 0; x < width; x++) {
            edges[x] = samples.get(x) & 0xff;
            edges[2 * width + height - 1 - x] = samples.get((height - 1) * line + x) & 0xff;
        }
        for (int y = 0; y < height; y++) {
            edges[width + y] = samples.get(y * line + width - 1) & 0xff;
            edges[edges.length - 1 - y] = samples.get(y * line) & 0xff;
        }
        ring = blurred(edges, Math.max(1, (int) (BLUR * Math.min(width, height))));
    }

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
        byte[] row = new byte[width];
        byte[] inner = new byte[picture.width()];
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer from = Planes.bytes(picture, plane);
            ByteBuffer to = Planes.bytes(whole, plane);
            Ground ground = new Ground(from, picture.linesize(plane), picture.width(), picture.height());
            for (int y = 0; y < height; y++) {
                int at = y - top;
                for (int x = 0; x < width; x++) {
                    row[x] = (byte) ground.beyond(x - left, at);
                }
                if (at >= 0 && at < picture.height()) {
                    from.position(at * picture.linesize(plane)).get(inner);
                    ground.feather(inner, at, feather);
                    System.arraycopy(inner, 0, row, left, inner.length);
                }
                to.position(y * whole.linesize(plane)).put(row);
            }
        }
        return whole;
    }

    /** The background at a place outside of the picture, in the picture's coordinates. */
    private int beyond(int x, int y) {
        if (y < 0) {
            return ring[Math.min(Math.max(x, 0), width - 1)];
        }
        if (y >= height) {
            return ring[2 * width + height - 1 - Math.min(Math.max(x, 0), width - 1)];
        }
        return x < width / 2 ? ring[ring.length - 1 - y] : ring[width + y];
    }

    /** Mixes the ends of a row of the picture, or all of a row near an upper or lower edge, with the background. */
    private void feather(byte[] row, int y, int feather) {
        int down = Math.min(y, height - 1 - y);
        int upright = y < height / 2 ? -1 : height;
        for (int x = 0; x < width; x++) {
            int across = Math.min(x, width - 1 - x);
            int near = Math.min(across, down);
            if (near >= feather) {
                // Up to the other end of the row nothing is to be mixed.
                x = Math.max(x, width - feather - 1);
                continue;
            }
            int ground = down < across ? beyond(x, upright) : beyond(x, y);
            double t = (near + 0.5) / feather;
            int weight = (int) Math.rint(WHOLE * t * t * (3 - 2 * t));
            row[x] = (byte) (((row[x] & 0xff) * weight + ground * (WHOLE - weight) + WHOLE / 2) / WHOLE);
        }
    }

    /** Box blurs around the ring, which together approximate a Gaussian. */
    private static int[] blurred(int[] samples, int radius) {
        double[] now = Arrays.stream(samples).asDoubleStream().toArray();
        int count = now.length;
        int reach = Math.min(radius, (count - 1) / 2);
        for (int pass = 0; pass < PASSES; pass++) {
            double[] next = new double[count];
            double sum = 0;
            for (int i = -reach; i <= reach; i++) {
                sum += now[Math.floorMod(i, count)];
            }
            for (int i = 0; i < count; i++) {
                next[i] = sum / (2 * reach + 1);
                sum += now[(i + reach + 1) % count] - now[Math.floorMod(i - reach, count)];
            }
            now = next;
        }
        return Arrays.stream(now).mapToInt(it -> (int) Math.rint(it)).toArray();
    }
}
