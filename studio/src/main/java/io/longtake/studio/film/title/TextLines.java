package io.longtake.studio.film.title;

import io.longtake.media.MediaException;
import io.longtake.media.picture.TextMask;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks a title into at most three lines that fit, and reduces the font size where they do not. */
final class TextLines {
    private static final int MOST = 3;
    private static final int SMALLEST_FONT = 8;

    private TextLines() {}

    record Lines(List<TextMask> masks, int fontPixels) {
        int width() {
            return masks.stream().mapToInt(TextMask::width).max().orElse(0);
        }
    }

    static Lines of(String text, int fontPixels, int widest) throws MediaException {
        String clean = drawable(text);
        for (int size = fontPixels; ; size = size * 9 / 10) {
            List<TextMask> masks = new ArrayList<>();
            for (String given : clean.lines().toList()) {
                masks.addAll(broken(given.strip(), size, widest));
            }
            Lines lines = new Lines(List.copyOf(masks), size);
            boolean fits = lines.masks().size() <= MOST && lines.width() <= widest;
            if (fits || size <= SMALLEST_FONT) {
                return lines;
            }
        }
    }

    private static List<TextMask> broken(String line, int size, int widest) throws MediaException {
        List<TextMask> masks = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(line);
        int start = 0;
        TextMask fitting = mask("", size);
        int fittingEnd = 0;
        for (int end = breaks.first(); end != BreakIterator.DONE; end = breaks.next()) {
            TextMask longer = mask(line.substring(start, end).strip(), size);
            if (longer.width() > widest && fittingEnd > start) {
                masks.add(fitting);
                start = fittingEnd;
                longer = mask(line.substring(start, end).strip(), size);
            }
            fitting = longer;
            fittingEnd = end;
        }
        if (fitting.width() > 0) {
            masks.add(fitting);
        }
        return masks;
    }

    private static TextMask mask(String line, int size) throws MediaException {
        return line.isEmpty()
                ? new TextMask(0, 2 * size, 0, (int) (1.4 * size), new byte[0])
                : TextMask.draw(line, ShippedFont.file(), size);
    }

    /** Removes what the font does not contain: emoji, private-use characters, control characters other than the line break. */
    private static String drawable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().filter(TextLines::isDrawable).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isDrawable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n';
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> Character.isBmpCodePoint(character) && (character < 0xfe00 || character > 0xfe0f);
        };
    }
}
