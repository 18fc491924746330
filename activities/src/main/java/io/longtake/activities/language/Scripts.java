package io.longtake.activities.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** The scripts that a text is written in. */
public final class Scripts {
    private Scripts() {}

    /** Whether a text is read as Chinese: one Chinese character is enough, since file names and titles beside it are often Latin. */
    public static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
    }

    /** How many letters the text has of each script; no entry where it has none. */
    public static Map<UnicodeScript, Integer> letters(String text) {
        var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
        return counts;
    }
}
