package io.longtake.activities.gui;

import java.util.regex.Pattern;

/**
 * Patterns in which {@code \b} is the edge of a word in Latin letters, whatever stands beside it. Java's own {@code \b} counts Chinese
 * characters as letters of a word up to JDK 18, and no letter beyond ASCII from JDK 19 on (JDK-8264160).
 */
final class WordEdges {
    private static final String LETTER = "[\\p{IsLatin}0-9_]";
    private static final String EDGE =
            "(?:(?<=" + LETTER + ")(?!" + LETTER + ")|(?<!" + LETTER + ")(?=" + LETTER + "))";

    private WordEdges() {}

    static Pattern compile(String regex) {
        return Pattern.compile(regex.replace("\\b", EDGE));
    }
}
