package io.longtake.activities.language;

import java.util.regex.Pattern;

/** Quoted text is content or a name: it says what is to be shown or played, never what is to be done. */
public final class Quotation {
    /** Stands for each hidden character, so that positions stay. */
    public static final char HIDDEN = '\uFFFC';

    /** An apostrophe quotes only where no letter stands before the first or after the second. No quotation goes beyond its line. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]*\"|“[^”\\n]*[”\"]|‘[^’\\n]*’(?!\\p{IsLatin})"
            + "|「[^」\\n]*」|『[^』\\n]*』|《[^》\\n]*》|«[^»\\n]*»|`[^`\\n]*`"
            + "|(?<![\\p{IsLatin}\\p{N}])'[^'\\n]*(?:'\\p{IsLatin}[^'\\n]*){0,20}'(?![\\p{IsLatin}\\p{N}])");

    private Quotation() {}

    /** The text with quotations, their marks included, replaced character by character. */
    public static String hidden(String text) {
        var hidden = new StringBuilder(text);
        var quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            for (int i = quoted.start(); i < quoted.end(); i++) {
                hidden.setCharAt(i, HIDDEN);
            }
        }
        return hidden.toString();
    }

    /** The text with a blank in the place of each quotation. */
    public static String leftOut(String text) {
        return QUOTED.matcher(text).replaceAll(" ");
    }
}
