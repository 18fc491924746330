package io.longtake.media.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The expected colour at a position.
 *
 * @param x from the left, 0 to 1, in the displayed picture
 * @param y from the top, 0 to 1
 */
public record Patch(double x, double y, Range red, Range green, Range blue) {
    /** Both ends are inclusive. */
    public record Range(int from, int to) {
        boolean contains(double value) {
            return value >= from - 0.5 && value <= to + 0.5;
        }

        @Override
        public String toString() {
            return from + "–" + to;
        }
    }

    /**
     * The centres of the four quarters with the colours of their letters; a dot marks a quarter that is not checked.
     */
    static List<Patch> quarters(String letters, int tolerance) {
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (letters.charAt(i) != '.') {
                int argb = Colour.of(letters.charAt(i)).argb();
                patches.add(new Patch(
                        i % 2 == 0 ? 0.25 : 0.75,
                        i / 2 == 0 ? 0.25 : 0.75,
                        about((argb >> 16) & 0xff, tolerance),
                        about((argb >> 8) & 0xff, tolerance),
                        about(argb & 0xff, tolerance)));
            }
        }
        return patches;
    }

    /**
     * The range of results that a tone mapper may produce for the quarters: hues are recognisable and white is light.
     */
    static List<Patch> toneMappedQuarters() {
        Range low = new Range(0, 110);
        Range high = new Range(150, 255);
        Range light = new Range(200, 255);
        return List.of(
                new Patch(0.25, 0.25, high, low, low),
                new Patch(0.75, 0.25, low, high, low),
                new Patch(0.25, 0.75, low, low, high),
                new Patch(0.75, 0.75, light, light, light));
    }

    private static Range about(int value, int tolerance) {
        return new Range(Math.max(0, value - tolerance), Math.min(255, value + tolerance));
    }

    boolean fits(double[] rgb) {
        return red.contains(rgb[0]) && green.contains(rgb[1]) && blue.contains(rgb[2]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "at %.2f/%.2f: %s %s %s", x, y, red, green, blue);
    }
}
