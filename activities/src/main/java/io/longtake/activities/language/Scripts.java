package io.longtake.activities.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** Determines the scripts in which a text is written. */
public final class Scripts {
    private Scripts() {}

    /**
     * Whether a text is treated as Chinese. One Chinese character is enough, because file names and titles in the text are often
     * Latin.
     */
    public static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
    }

    /** The number of letters of each script in the text; scripts without letters have no entry. */
    public static Map<UnicodeScript, Integer> letters(String text) {
        var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
        return counts;
    }
}
