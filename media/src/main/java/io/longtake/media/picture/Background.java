package io.longtake.media.picture;

import io.longtake.media.MediaException;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What a transparent picture is laid on: white, as a page would show it, unless its outline is so light that it would not be seen there. The
 * choice depends on the picture alone, so that every reader of it makes the same one.
 */
public enum Background {
    WHITE(255),
    /** For light pictures; what is coloured or grey in them stands out from it too. */
    DARK(0x24),
    /** For pictures that are white here and black there. */
    MIDDLE(0x80);

    /** In sRGB code values: less is hard to see at a glance. */
    private static final int CONTRAST = 40;
    /** The part of an outline that may be lost without the picture being lost. */
    private static final double MAY_VANISH = 0.35;

    private static final int OPAQUE = 128;

    private final int grey;

    Background(int grey) {
        this.grey = grey;
    }

    /** Its red, green and blue, 0 to 255. */
    public int grey() {
        return grey;
    }

    String describe() {
        return name().toLowerCase(Locale.ROOT).replace("middle", "grey");
    }

    /**
     * @param picture GBRAP
     * @return empty where nothing of it is transparent
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

    /** The part of the tones that would not stand out from a ground. */
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
     * @param outline the tones of pixels beside transparent ones: where a picture meets its ground
     * @param visible all tones, by how opaque they are
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
     * Lays a picture on this ground.
     *
     * @param picture GBRAP; stays the caller's
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
