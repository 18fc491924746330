package io.longtake.media.picture;

import io.longtake.media.MediaException;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The background for a transparent picture: white, as on a web page, unless the picture's outline is so light that it
 * would be invisible on white. The choice depends on the picture alone, so that every reader chooses the same
 * background.
 */
public enum Background {
    WHITE(255),
    /** For light pictures; coloured and grey parts also contrast with it. */
    DARK(0x24),
    /** For pictures with both white and black parts. */
    MIDDLE(0x80);

    /** Minimum difference in sRGB code values; smaller differences are hard to see at a glance. */
    private static final int CONTRAST = 40;
    /** The share of the outline that may be invisible while the picture stays recognisable. */
    private static final double MAY_VANISH = 0.35;

    private static final int OPAQUE = 128;

    private final int grey;

    Background(int grey) {
        this.grey = grey;
    }

    /** The value of red, green and blue, 0 to 255. */
    public int grey() {
        return grey;
    }

    String describe() {
        return name().toLowerCase(Locale.ROOT).replace("middle", "grey");
    }

    /**
     * Chooses the background for a picture.
     *
     * @param picture GBRAP
     * @return empty if no part of it is transparent
     */
    static Optional<Background> of(AVFrame picture) {
        long[] outline = new long[256];
        long[] visible = new long[256];
        count(picture, outline, visible);
        if (sum(visible) >= 255L * picture.width() * picture.height()) {
            return Optional.empty();
        }
        long[] tones = sum(outline) > 0 ? outline : visible;
        Background best = WHITE;
        if (lost(tones, WHITE) > MAY_VANISH) {
            for (Background other : new Background[] {DARK, MIDDLE}) {
                best = lost(tones, other) < lost(tones, best) ? other : best;
            }
        }
        return Optional.of(best);
    }

    /** The share of the tones that would not contrast with a background. */
    private static double lost(long[] tones, Background ground) {
        long near = 0;
        for (int tone = 0; tone < 256; tone++) {
            near += Math.abs(tone - ground.grey) < CONTRAST ? tones[tone] : 0;
        }
        return near / (double) Math.max(1, sum(tones));
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Counts the tones of a picture.
     *
     * @param outline receives the tones of opaque pixels next to transparent ones, where the picture borders the
     *     background
     * @param visible receives all tones, weighted by alpha
     */
    private static void count(AVFrame picture, long[] outline, long[] visible) {
        int width = picture.width();
        byte[][] rgb = new byte[3][width];
        byte[] above = new byte[width];
        byte[] cover = new byte[width];
        byte[] below = new byte[width];
        row(picture, Planes.ALPHA, 0, cover);
        row(picture, Planes.ALPHA, 0, above);
        for (int y = 0; y < picture.height(); y++) {
            row(picture, Planes.ALPHA, Math.min(y + 1, picture.height() - 1), below);
            for (int c = 0; c < 3; c++) {
                row(picture, Planes.RGB[c], y, rgb[c]);
            }
            for (int x = 0; x < width; x++) {
                int alpha = cover[x] & 0xff;
                if (alpha == 0) {
                    continue;
                }
                int tone = (54 * (rgb[0][x] & 0xff) + 183 * (rgb[1][x] & 0xff) + 19 * (rgb[2][x] & 0xff)) >> 8;
                visible[tone] += alpha;
                boolean edge = clear(above, x)
                        || clear(below, x)
                        || clear(cover, Math.max(0, x - 1))
                        || clear(cover, Math.min(width - 1, x + 1));
                outline[tone] += alpha >= OPAQUE && edge ? 1 : 0;
            }
            byte[] free = above;
            above = cover;
            cover = below;
            below = free;
        }
    }

    private static boolean clear(byte[] cover, int x) {
        return (cover[x] & 0xff) < OPAQUE;
    }

    private static void row(AVFrame picture, int plane, int y, byte[] into) {
        Planes.bytes(picture, plane).position(y * picture.linesize(plane)).get(into);
    }

    /**
     * Composites a picture over this background.
     *
     * @param picture GBRAP; still owned by the caller
     * @return GBRP
     */
    AVFrame under(AVFrame picture) throws MediaException {
        AVFrame flat = Planes.rgb(picture.width(), picture.height());
        Planes.mixed(picture, flat, (colour, alpha) -> {
            for (int x = 0; x < colour.length; x++) {
                int a = alpha[x] & 0xff;
                colour[x] = (byte) (((colour[x] & 0xff) * a + grey * (255 - a) + 127) / 255);
            }
        });
        return flat;
    }
}
