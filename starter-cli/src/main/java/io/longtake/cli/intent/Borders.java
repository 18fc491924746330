package io.longtake.cli.intent;

/**
 * Where a word in Latin letters begins and ends. A Chinese character beside it belongs to another word: in 做视频配BGM the word is BGM.
 * {@code \b} would tell the same on Java 19 and later, and something else before.
 */
final class Borders {
    static final String BEGIN = "(?<![\\p{IsLatin}\\p{N}_])";
    static final String END = "(?![\\p{IsLatin}\\p{N}_])";

    private Borders() {}
}
