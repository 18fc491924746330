package io.longtake.cli.intent;

import java.util.regex.Pattern;

/** Quoted text says what is to be written or played, never what is to be done. */
final class Quotes {
    /** Stands for each hidden character, so that positions stay. */
    static final char HIDDEN = '\uFFFC';

    /** An apostrophe quotes only where no letter stands before the first or after the second. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]*\"|“[^”\\n]*[”\"]|‘[^’\\n]*’(?!\\p{IsLatin})"
            + "|「[^」\\n]*」|『[^』\\n]*』|《[^》\\n]*》|«[^»\\n]*»|`[^`\\n]*`"
            + "|(?<![\\p{IsLatin}\\p{N}])'[^'\\n]*(?:'\\p{IsLatin}[^'\\n]*){0,20}'(?![\\p{IsLatin}\\p{N}])");

    private Quotes() {}

    /** The text with quotations, their marks included, replaced character by character. */
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
