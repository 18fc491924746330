package io.longtake.activities.language;

import java.util.regex.Pattern;

/**
 * Where a word in Latin letters and digits begins and ends, for patterns. A Chinese character beside it belongs to another word: in
 * 做视频配BGM the word is BGM. Java's own {@code \b} counts Chinese characters as letters of a word up to JDK 18, and no letter beyond
 * ASCII from JDK 19 on (JDK-8264160).
 */
public final class WordEdges {
    private static final String LETTER = "[\\p{IsLatin}\\p{Nd}_]";

    /** Before a word. */
    public static final String BEGIN = "(?<!" + LETTER + ")";

    /** Behind a word. */
    public static final String END = "(?!" + LETTER + ")";

    private static final String EDGE = "(?:(?<=" + LETTER + ")" + END + "|" + BEGIN + "(?=" + LETTER + "))";

    private WordEdges() {}

    /** The pattern with {@code \b} for the edge of a word. */
    public static Pattern compile(String regex) {
        return Pattern.compile(regex.replace("\\b", EDGE));
    }
}
