package io.longtake.studio.film.title;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Canvas;
import io.longtake.studio.film.text.Lettering;
import io.longtake.studio.film.text.ShapedLine;
import io.longtake.studio.film.text.Shaper;
import java.util.ArrayList;
import java.util.List;

/**
 * A title's lines and the size of its letters.
 *
 * @param fontPixels height of the em
 * @param readable whether its letters are large enough to be read
 */
public record TitleText(List<ShapedLine> lines, int fontPixels, boolean rightToLeft, boolean readable) {
    /** Of the frame's height: smaller letters are not readable on a phone. */
    public static final double SMALLEST = 0.04;
    /** Lines of a title. */
    public static final int MOST_LINES = 6;

    /** More lines than these are only used when the letters can't be made smaller. */
    private static final int USUAL_LINES = 3;

    private static final double LINE_HEIGHT = 1.3;
    private static final double TALL_LINE_HEIGHT = 1.55;

    public TitleText {
        lines = List.copyOf(lines);
    }

    /** Breaks the title into lines of about the same width, and reduces its size where they do not fit. */
    public static TitleText of(Film.Title title, Canvas canvas) {
        Box safe = SafeArea.of(canvas);
        boolean centred =
                switch (title.place()) {
                    case TOP, CENTER, BOTTOM -> true;
                    case TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT -> false;
                };
        int widest = centred ? SafeArea.centredWidth(canvas) : safe.width();
        int shorter = Math.min(canvas.widthPx(), canvas.heightPx());
        int smallest = (int) Math.ceil(SMALLEST * canvas.heightPx());
        int wanted = Math.max(smallest, (int) Math.rint(title.sizePercent() / 100 * shorter));
        Shaper shaper = new Shaper(Lettering.of(title.text()));
        List<LineBreaks> paragraphs = LineBreaks.ofParagraphs(shaper);
        int usual = Math.max(USUAL_LINES, Math.min(MOST_LINES, paragraphs.size()));
        for (int size = wanted; ; size = Math.max(smallest, size * 19 / 20)) {
            TitleText text = of(paragraphs, shaper.isRightToLeft(), size, widest);
            boolean inside = text.width() <= widest && text.height() <= safe.height();
            if (inside && text.lines.size() <= usual) {
                return text;
            }
            if (size == smallest) {
                return inside && text.lines.size() <= MOST_LINES
                        ? text
                        : shrunk(paragraphs, text, widest, safe.height());
            }
        }
    }

    /** For a film whose shape changed after the title was accepted: small, and complete. */
    private static TitleText shrunk(List<LineBreaks> paragraphs, TitleText smallest, int widest, int highest) {
        TitleText text = smallest;
        while (text.fontPixels > 8 && (text.width() > widest || text.height() > highest)) {
            text = of(paragraphs, text.rightToLeft, text.fontPixels * 9 / 10, widest);
        }
        return new TitleText(text.lines, text.fontPixels, text.rightToLeft, false);
    }

    private static TitleText of(List<LineBreaks> paragraphs, boolean leftwards, int size, int widest) {
        List<ShapedLine> lines = new ArrayList<>();
        paragraphs.forEach(paragraph -> lines.addAll(paragraph.lines(widest / (double) size)));
        return new TitleText(lines, size, leftwards, true);
    }

    /** The most lines of this size that fit in the lower third of a canvas, above the lower edge of its safe area. */
    public int mostInLowerThird(Canvas canvas) {
        int upper = (canvas.heightPx() * 2 + 2) / 3;
        return (SafeArea.of(canvas).bottom() - upper) / lineHeight();
    }

    /** Of the widest line, px. */
    int width() {
        return (int) Math.ceil(
                fontPixels * lines.stream().mapToDouble(ShapedLine::width).max().orElse(0));
    }

    /** From one baseline to the next, px. */
    int lineHeight() {
        boolean tall = lines.stream().anyMatch(ShapedLine::isTall);
        return (int) Math.rint(fontPixels * (tall ? TALL_LINE_HEIGHT : LINE_HEIGHT));
    }

    int height() {
        return lines.size() * lineHeight();
    }
}
