package io.longtake.activities.language;

import java.util.regex.Pattern;

/**
 * Patterns for the beginning and end of words in Latin letters and digits. An adjacent Chinese character belongs to another word:
 * in 做视频配BGM the word is BGM. Java's {@code \b} treats Chinese characters as letters of a word up to JDK 18, and no letter beyond
 * ASCII from JDK 19 on (JDK-8264160).
 */
public final class WordBoundaries {
    private static final String LETTER = "[\\p{IsLatin}\\p{Nd}_]";

    /** Matches the beginning of a word. */
    public static final String BEGIN = "(?<!" + LETTER + ")";

    /** Matches the end of a word. */
    public static final String END = "(?!" + LETTER + ")";

    private static final String EDGE = "(?:(?<=" + LETTER + ")" + END + "|" + BEGIN + "(?=" + LETTER + "))";

    private WordBoundaries() {}

    /** Compiles a pattern in which {@code \b} stands for the edge of a word as defined by this class. */
    public static Pattern compile(String regex) {
        return Pattern.compile(regex.replace("\\b", EDGE));
    }
}
