package io.longtake.studio.film.title;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.longtake.studio.film.text.ShapedLine;
import io.longtake.studio.film.text.Shaper;
import java.util.ArrayList;
import java.util.List;

/** One paragraph of a title, and where it can be broken into lines. Widths are in em. */
final class LineBreaks {
    /** A longer word is broken anywhere. */
    private static final double LONGEST_WORD = 8;

    private final Shaper shaper;
    private final String text;
    /** Begins with the paragraph's start and ends with its end. */
    private final List<Integer> breaks;
    /** Of the text between two breaks: with the spaces at its end, and without. */
    private final List<Double> widths = new ArrayList<>();

    private final List<Double> inked = new ArrayList<>();

    private LineBreaks(Shaper shaper, String text, int start, int end) {
        this.shaper = shaper;
        this.text = text;
        this.breaks = breaks(shaper, text, start, end);
        for (int i = 0; i + 1 < breaks.size(); i++) {
            widths.add(shaper.line(breaks.get(i), breaks.get(i + 1)).width());
            inked.add(shaper.line(breaks.get(i), stripped(breaks.get(i), breaks.get(i + 1)))
                    .width());
        }
    }

    static List<LineBreaks> ofParagraphs(Shaper shaper) {
        String text = shaper.text();
        List<LineBreaks> paragraphs = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (!text.substring(start, end).isBlank()) {
                int from = start;
                while (Character.isWhitespace(text.charAt(from))) {
                    from++;
                }
                paragraphs.add(new LineBreaks(shaper, text, from, end));
            }
            start = end + 1;
        }
        return paragraphs;
    }

    private static List<Integer> breaks(Shaper shaper, String text, int start, int end) {
        BreakIterator words = BreakIterator.getLineInstance(ULocale.ROOT);
        words.setText(text.substring(start, end));
        BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        characters.setText(text.substring(start, end));
        List<Integer> breaks = new ArrayList<>(List.of(start));
        int from = words.first();
        for (int to = words.next(); to != BreakIterator.DONE; to = words.next()) {
            if (shaper.line(start + from, start + to).width() > LONGEST_WORD) {
                for (int at = characters.following(from); at != BreakIterator.DONE && at < to; at = characters.next()) {
                    breaks.add(start + at);
                }
            }
            breaks.add(start + to);
            from = to;
        }
        return breaks;
    }

    private int stripped(int start, int end) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    /** As few lines as possible, of about the same width. */
    List<ShapedLine> lines(double widest) {
        int fewest = ends(widest).size();
        // The narrowest width that gives as few lines.
        double low = 0;
        double high = widest;
        for (int i = 0; i < 20; i++) {
            double middle = (low + high) / 2;
            if (ends(middle).size() <= fewest) {
                high = middle;
            } else {
                low = middle;
            }
        }
        List<ShapedLine> lines = new ArrayList<>();
        int from = 0;
        for (int to : ends(high)) {
            lines.add(shaper.line(breaks.get(from), stripped(breaks.get(from), breaks.get(to))));
            from = to;
        }
        return lines;
    }

    /** The indexes in {@code breaks} where lines end that are filled one after the other. */
    private List<Integer> ends(double widest) {
        List<Integer> ends = new ArrayList<>();
        double width = 0;
        int from = 0;
        for (int i = 0; i < widths.size(); i++) {
            if (i > from && width + inked.get(i) > widest) {
                ends.add(i);
                from = i;
                width = 0;
            }
            width += widths.get(i);
        }
        ends.add(widths.size());
        return ends;
    }
}
