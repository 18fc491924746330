package io.longtake.activities.chat;

/**
 * Word boundaries for patterns over prompts and replies. {@code \b} is not used: since JDK 19 it means something else beside
 * letters beyond ASCII, so that "配BGM" would be read differently on 17 and 25. Here a word is a run of Latin letters and
 * digits; a Chinese character beside it ends it.
 */
final class Words {
    /** Before a word. */
    static final String BEGIN = "(?<![\\p{IsLatin}\\p{Nd}_])";

    /** Behind a word. */
    static final String END = "(?![\\p{IsLatin}\\p{Nd}_])";

    private Words() {}
}
