package io.longtake.studio.understand.span;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as the lexicon spells it (lower case, simplified characters, hyphens as spaces, no apostrophes), with the place that each
 * of its characters has in the message.
 */
public final class NormalText {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> origins = new ArrayList<>();
    private final boolean simplifies;

    private NormalText(boolean simplifies) {
        this.simplifies = simplifies;
    }

    /** @param offset where {@code raw} begins in the message */
    public static NormalText of(String raw, int offset) {
        NormalText normal = new NormalText(true);
        normal.append(raw, offset);
        return normal;
    }

    /** The whole message, each of its quotations as one {@link Quotes#MARK}. */
    public static NormalText of(String message, List<Quotes.Quote> quotes) {
        return of(message, quotes, true);
    }

    /** @param simplifies whether Chinese characters become simplified ones; those of Japanese stay as they are */
    public static NormalText of(String message, List<Quotes.Quote> quotes, boolean simplifies) {
        NormalText normal = new NormalText(simplifies);
        int from = 0;
        for (Quotes.Quote quote : quotes) {
            normal.append(message.substring(from, quote.start()), from);
            normal.text.append(Quotes.MARK);
            normal.origins.add(quote.start());
            from = quote.end();
        }
        normal.append(message.substring(from), from);
        return normal;
    }

    public String text() {
        return text.toString();
    }

    /** The place in the message of the character at {@code at}; behind the last one, that of the last one. */
    public int original(int at) {
        return origins.get(Math.min(at, origins.size() - 1));
    }

    private void append(String raw, int offset) {
        for (int i = 0; i < raw.length(); ) {
            int codePoint = raw.codePointAt(i);
            String folded = Normalizer.normalize(
                            simplifies ? Hanzi.simplified(codePoint) : Character.toString(codePoint),
                            Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT);
            for (int j = 0; j < folded.length(); j++) {
                append(folded.charAt(j), raw, i, offset);
            }
            i += Character.charCount(codePoint);
        }
    }

    private void append(char c, String raw, int at, int offset) {
        char before = at > 0 ? raw.charAt(at - 1) : ' ';
        char after = at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
        char kept = c;
        if (c == '\'' || c == '’') {
            if (Character.isLetter(before) && Character.isLetter(after)) {
                return;
            }
            kept = ' ';
        } else if (c == '-' && Character.isLetterOrDigit(before) && Character.isLetter(after)) {
            kept = ' ';
        } else if (c != '\n' && Character.isWhitespace(c)) {
            kept = ' ';
        }
        if (kept == ' ' && (text.length() == 0 || text.charAt(text.length() - 1) == ' ')) {
            return;
        }
        text.append(kept);
        origins.add(offset + at);
    }
}
