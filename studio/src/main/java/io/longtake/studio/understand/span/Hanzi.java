package io.longtake.studio.understand.span;

import com.ibm.icu.text.Transliterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Traditional characters as the simplified ones of the lexicon. Character by character, so that every position of a text still
 * points to where it came from; what only differs in vocabulary (影片, 視訊) stands in the lexicon itself.
 */
public final class Hanzi {
    private static final Map<Integer, String> KNOWN = new ConcurrentHashMap<>();

    private Hanzi() {}

    /** The simplified form of a character; itself where it has none. */
    public static String simplified(int codePoint) {
        if (Character.UnicodeScript.of(codePoint) != Character.UnicodeScript.HAN) {
            return Character.toString(codePoint);
        }
        return KNOWN.computeIfAbsent(codePoint, it -> Rules.HANT_TO_HANS.transliterate(Character.toString(it)));
    }

    /** Loaded with the first Chinese message: a quarter of a second nobody else should pay. */
    private static final class Rules {
        static final Transliterator HANT_TO_HANS = Transliterator.getInstance("Traditional-Simplified");
    }
}
