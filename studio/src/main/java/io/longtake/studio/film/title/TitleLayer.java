package io.longtake.studio.film.title;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;
import io.longtake.media.picture.TextMask;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Title;
import io.longtake.studio.film.FrameClock;
import java.io.IOException;

/** One title, drawn once: its opacity and colour per sample, for luma and for chroma. */
public final class TitleLayer {
    private static final double LINE_HEIGHT = 1.3;
    private static final double WIDEST = 0.88;
    private static final double MARGIN = 0.07;

    private final Title title;
    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private final int border;
    private final Ink luma;
    private final Ink blue;
    private final Ink red;

    /**
     * @param cover how much of the picture is hidden, 0 to 255
     * @param colour what is added instead, 0 to 255 x 255
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Ink(int width, int height, short[] cover, int[] colour) {}

    public TitleLayer(Title title, Film.Canvas canvas) throws IOException {
        this.title = title;
        int shorter = Math.min(canvas.widthPx(), canvas.heightPx());
        int font = Math.max(8, (int) Math.rint(title.sizePercent() / 100 * shorter));
        TextLines.Lines lines = TextLines.of(title.text(), font, (int) (canvas.widthPx() * WIDEST));
        int blur = Math.max(2, lines.fontPixels() / 9);
        int line = (int) (lines.fontPixels() * LINE_HEIGHT);
        int margin = (int) (shorter * MARGIN);
        border = 3 * blur;
        width = even(lines.width() + 2 * border);
        height = even(line * Math.max(1, lines.masks().size()) + 2 * border);
        x = even(left(title.place(), canvas.widthPx(), margin) - border);
        y = even(top(title.place(), canvas.heightPx(), margin) - border);
        float[] text = new float[width * height];
        for (int i = 0; i < lines.masks().size(); i++) {
            TextMask mask = lines.masks().get(i);
            // Centres the capital letters, not the em square, in the line.
            int baseline = border + i * line + (line + (int) (0.72 * lines.fontPixels())) / 2;
            place(text, mask, border + align(title.place(), lines.width() - mask.width()), baseline);
        }
        float[] shadow = Shadow.of(text, width, height, blur);
        int[] ycc = Ycc.of(title.rgb());
        luma = ink(text, shadow, 1, ycc[0], 16);
        blue = ink(text, shadow, 2, ycc[1], 128);
        red = ink(text, shadow, 2, ycc[2], 128);
    }

    private static int even(int value) {
        return value & ~1;
    }

    private int left(Title.Place place, int canvas, int margin) {
        return switch (place) {
            case TOP, CENTER, BOTTOM -> (canvas - width) / 2 + border;
            case TOP_LEFT, BOTTOM_LEFT -> margin;
            case TOP_RIGHT, BOTTOM_RIGHT -> canvas - margin - width + 2 * border;
        };
    }

    private int top(Title.Place place, int canvas, int margin) {
        return switch (place) {
            case TOP, TOP_LEFT, TOP_RIGHT -> margin;
            case CENTER -> (canvas - height) / 2 + border;
            case BOTTOM, BOTTOM_LEFT, BOTTOM_RIGHT -> canvas - margin - height + 2 * border;
        };
    }

    private static int align(Title.Place place, int room) {
        return switch (place) {
            case TOP, CENTER, BOTTOM -> room / 2;
            case TOP_LEFT, BOTTOM_LEFT -> 0;
            case TOP_RIGHT, BOTTOM_RIGHT -> room;
        };
    }

    private void place(float[] text, TextMask mask, int atX, int baseline) {
        for (int row = 0; row < mask.height(); row++) {
            int to = baseline - mask.baseline() + row;
            for (int column = 0; column < mask.width() && to >= 0 && to < height; column++) {
                int at = to * width + atX + column;
                text[at] = Math.max(text[at], (mask.coverage()[row * mask.width() + column] & 0xff) / 255f);
            }
        }
    }

    /** @param cell luma samples per sample in each direction: 2 for chroma */
    private Ink ink(float[] text, float[] shadow, int cell, int colour, int black) {
        int w = width / cell;
        int h = height / cell;
        short[] cover = new short[w * h];
        int[] added = new int[w * h];
        for (int row = 0; row < h; row++) {
            for (int column = 0; column < w; column++) {
                float t = 0;
                float s = 0;
                for (int k = 0; k < cell * cell; k++) {
                    int at = (row * cell + k / cell) * width + column * cell + k % cell;
                    t += text[at] / (cell * cell);
                    s += shadow[at] / (cell * cell);
                }
                cover[row * w + column] = (short) Math.rint(255 * (1 - (1 - s) * (1 - t)));
                added[row * w + column] = Math.round(255 * (t * colour + (1 - t) * s * black));
            }
        }
        return new Ink(w, h, cover, added);
    }

    /** Draws the title onto frame {@code frame} of the film, if it is shown there. */
    public void draw(int frame, PackedPicture picture) {
        int first = FrameClock.frames(title.start());
        int count = FrameClock.frames(title.length());
        int into = frame - first;
        if (into < 0 || into >= count) {
            return;
        }
        int fade = Math.min(FrameClock.frames(title.fade()), count / 2);
        double light = fade == 0 ? 1 : Math.min(1, Math.min(into + 1, count - into) / (double) (fade + 1));
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
