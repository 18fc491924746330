package io.longtake.activities.language;

import java.util.regex.Pattern;

/** Finds quoted text. Quoted text is content or a name: it states what is to be shown or played, and is never an instruction. */
public final class Quotation {
    /** Replaces each hidden character, so that positions do not change. */
    public static final char HIDDEN = '\uFFFC';

    /**
     * An apostrophe counts as a quotation mark only if no letter precedes the first one or follows the second one. A quotation
     * never extends beyond its line.
     */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]*\"|“[^”\\n]*[”\"]|‘[^’\\n]*’(?!\\p{IsLatin})"
            + "|「[^」\\n]*」|『[^』\\n]*』|《[^》\\n]*》|«[^»\\n]*»|`[^`\\n]*`"
            + "|(?<![\\p{IsLatin}\\p{N}])'[^'\\n]*(?:'\\p{IsLatin}[^'\\n]*){0,20}'(?![\\p{IsLatin}\\p{N}])");

    private Quotation() {}

    /** Returns the text with quotations, including their marks, replaced character by character. */
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

    /** Returns the text with each quotation replaced by a blank. */
    public static String leftOut(String text) {
        return QUOTED.matcher(text).replaceAll(" ");
    }
}
