package io.longtake.studio.film.title;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;
import io.longtake.studio.film.FrameClock;
import java.io.IOException;

/** One title, drawn once: its opacity and colour per sample, for luma and for chroma. */
public final class TitleLayer {
    private final PlacedTitle title;
    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private final Ink luma;
    private final Ink blue;
    private final Ink red;

    /**
     * @param cover how much of the picture is hidden, 0 to 255
     * @param colour what is added instead, 0 to 255 x 255
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ink(int width, int height, short[] cover, int[] colour) {}

    public TitleLayer(PlacedTitle title) throws IOException {
        this.title = title;
        int font = title.text().fontPixels();
        int blur = Math.max(2, font / 9);
        // Room for the shadow, and for marks and swashes that leave their line.
        int border = 3 * blur;
        x = even(title.box().x() - border);
        y = even(title.box().y() - border);
        width = even(title.box().width() + 2 * border + 3);
        height = even(title.box().height() + 2 * border + 3);
        TitlePicture picture = TitlePicture.of(title, x, y, width, height);
        float[] shadow = Shadow.of(picture.cover(), width, height, blur);
        luma = ink(picture.cover(), picture.luma(), shadow, 1, 16);
        blue = ink(picture.cover(), picture.blue(), shadow, 2, 128);
        red = ink(picture.cover(), picture.red(), shadow, 2, 128);
    }

    private static int even(int value) {
        return value & ~1;
    }

    /**
     * @param text how much of the picture the letters hide, 0 to 1
     * @param colour of the letters, multiplied by {@code text}
     * @param cell luma samples per sample in each direction: 2 for chroma
     */
    private Ink ink(float[] text, float[] colour, float[] shadow, int cell, int black) {
        int w = width / cell;
        int h = height / cell;
        short[] cover = new short[w * h];
        int[] added = new int[w * h];
        for (int row = 0; row < h; row++) {
            for (int column = 0; column < w; column++) {
                float t = 0;
                float c = 0;
                float s = 0;
                for (int k = 0; k < cell * cell; k++) {
                    int at = (row * cell + k / cell) * width + column * cell + k % cell;
                    t += text[at] / (cell * cell);
                    c += colour[at] / (cell * cell);
                    s += shadow[at] / (cell * cell);
                }
                cover[row * w + column] = (short) Math.rint(255 * (1 - (1 - s) * (1 - t)));
                added[row * w + column] = Math.round(255 * (c + (1 - t) * s * black));
            }
        }
        return new Ink(w, h, cover, added);
    }

    /** Draws the title onto frame {@code frame} of the film, if it is shown there. */
    public void draw(int frame, PackedPicture picture) {
        int into = frame - title.firstFrame();
        int count = title.frames();
        if (into < 0 || into >= count) {
            return;
        }
        int fade = Math.min(FrameClock.frames(title.title().fade()), count / 2);
        // Platforms take the first frame of the film as its cover, so the title that opens it is there from the start.
        int sinceStart = title.firstFrame() == 0 ? count : into + 1;
        double light = fade == 0 ? 1 : Math.min(1, Math.min(sinceStart, count - into) / (double) (fade + 1));
        int strength = (int) Math.rint(256 * light * light * (3 - 2 * light));
        draw(luma, picture.y(), x, y, strength);
        draw(blue, picture.u(), x / 2, y / 2, strength);
        draw(red, picture.v(), x / 2, y / 2, strength);
    }

    private static void draw(Ink ink, PackedPlane plane, int atX, int atY, int strength) {
        int from = Math.max(0, -atX);
        int to = Math.min(ink.width(), plane.width() - atX);
        for (int row = Math.max(0, -atY); row < Math.min(ink.height(), plane.height() - atY); row++) {
            int[] samples = plane.rows()[atY + row];
            for (int column = from; column < to; column++) {
                int at = row * ink.width() + column;
                int cover = ink.cover()[at] * strength;
                if (cover != 0) {
                    int index = (atX + column) >> 2;
                    int shift = ((atX + column) & 3) << 3;
                    int old = (samples[index] >>> shift) & 0xff;
                    int now = (old * (65_280 - cover) + ink.colour()[at] * strength + 32_640) / 65_280;
                    samples[index] = (samples[index] & ~(0xff << shift)) | (now << shift);
                }
            }
        }
    }
}
