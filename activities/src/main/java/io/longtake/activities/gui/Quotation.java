package io.longtake.activities.gui;

import java.util.regex.Pattern;

/** What stands in quotation marks is content or a name: it is looked at only as a whole. */
final class Quotation {
    static final char HIDDEN = '\uFFFC';

    private static final Pattern QUOTED = Pattern.compile(
            "\"[^\"\\n]*\"|“[^”\\n]*”|‘[^’\\n]*’(?!\\p{IsLatin})|「[^」\\n]*」|『[^』\\n]*』|《[^》\\n]*》|`[^`\\n]*`"
                    + "|(?<![\\p{IsLatin}\\p{N}])'[^'\\n]*(?:'\\p{IsLatin}[^'\\n]*){0,20}'(?![\\p{IsLatin}\\p{N}])");

    private Quotation() {}

    static String hidden(String text) {
        var hidden = new StringBuilder(text);
        var quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            for (int i = quoted.start(); i < quoted.end(); i++) {
                hidden.setCharAt(i, HIDDEN);
            }
        }
        return hidden.toString();
    }
}
