package io.longtake.studio.understand.span;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the quotations of a message. */
public final class Quotes {
    /** Stands for a quotation in a {@link NormalText}: a character of the private use area. */
    public static final char MARK = '\uE000';

    private static final String OPEN = "\"“«„「『《‹‘'`";
    private static final Map<Character, String> CLOSE = Map.ofEntries(
            Map.entry('"', "\""),
            Map.entry('“', "”“\""),
            Map.entry('«', "»"),
            Map.entry('„', "“”"),
            Map.entry('「', "」"),
            Map.entry('『', "』"),
            Map.entry('《', "》"),
            Map.entry('‹', "›"),
            Map.entry('‘', "’"),
            Map.entry('\'', "'"),
            Map.entry('`', "`'"));

    private Quotes() {}

    /**
     * A quotation.
     *
     * @param start of its first mark
     * @param end behind its last mark
     */
    public record Quote(String text, int start, int end) {}

    /** The quotations of a message, in order. */
    public static List<Quote> of(String message) {
        List<Quote> quotes = new ArrayList<>();
        int at = 0;
        while (at < message.length()) {
            int close = closing(message, at);
            if (close > 0) {
                quotes.add(new Quote(content(message, at + 1, close), at, close + 1));
                at = close + 1;
            } else {
                at++;
            }
        }
        return List.copyOf(quotes);
    }

    /** Without the second mark of quotation marks that were doubled, as in ''Alps''. */
    private static String content(String message, int from, int to) {
        String text = message.substring(from, to).strip();
        boolean doubled = text.length() > 1 && message.charAt(from - 1) == text.charAt(0) && text.charAt(0) == '\'';
        return doubled ? text.substring(1) : text;
    }

    /** Where the quotation that opens at {@code at} closes; -1 when none opens there. */
    private static int closing(String message, int at) {
        char open = message.charAt(at);
        if (OPEN.indexOf(open) < 0) {
            return -1;
        }
        boolean apostrophe = open == '\'' || open == '‘' || open == '`';
        if (apostrophe && at > 0 && Lexicon.spelled(message.charAt(at - 1))) {
            return -1;
        }
        String closers = CLOSE.getOrDefault(open, "");
        for (int i = at + 1; i < message.length(); i++) {
            if (closers.indexOf(message.charAt(i)) >= 0) {
                boolean inside = apostrophe && i + 1 < message.length() && Lexicon.spelled(message.charAt(i + 1));
                if (!inside) {
                    return message.substring(at + 1, i).isBlank() ? -1 : i;
                }
            }
        }
        return -1;
    }
}
