package io.longtake.studio.understand.span;

/**
 * One meaningful piece of a message.
 *
 * @param value what it means within its kind: a number, the text of a quotation, the id of a medium
 * @param start in the message as written
 * @param end behind its last character
 */
public record Token(Kind kind, String value, int start, int end) {
    public enum Kind {
        /** Carries no meaning by itself. */
        FILLER,
        JOIN,
        BREAK,
        COLON,
        FOR,
        TO,
        FROM,
        AT,
        ADD,
        MAKE,
        CHANGE,
        REMOVE,
        NOT,
        SHIFT,
        SWAP,
        REVERSE,
        ORDER,
        OPENS,
        CLOSES,
        EXCEPT,
        OTHERS,
        EVERY_OTHER,
        MIDDLE,
        COPY,
        SHUFFLE,
        ONLY,
        KEEP,
        UNDO,
        REDO,
        RESET,
        TITLE,
        SAYS,
        MUSIC,
        /** "As long as the song"; its value is a medium's id where one was named. */
        MUSIC_LENGTH,
        MUTE,
        VOLUME,
        OWN,
        MOOD,
        GENRE,
        INSTRUMENT,
        GENTLE,
        SLOW,
        FAST,
        SLOWER,
        FASTER,
        LOUDER,
        SOFTER,
        LATER,
        AMOUNT,
        LONGER,
        SHORTER,
        BIGGER,
        SMALLER,
        BIG,
        SMALL,
        SIZE,
        COLOR_WORD,
        COLOR,
        PLACE,
        ALL,
        THROUGHOUT,
        BEGINNING,
        END,
        BEFORE,
        AFTER,
        EACH,
        IMAGE,
        FILM,
        LONG,
        MOVE,
        MOTION,
        SLOW_MOTION,
        SMOOTH,
        VARIED,
        RATIO,
        OTHER_RATIO,
        RATIO_WORD,
        TRANSITION,
        TRANSITION_KIND,
        FADE_IN,
        FADE_OUT,
        FADE_BOTH,
        FADE,
        LOOK,
        COOL,
        LOOK_WORD,
        FIT,
        CROP,
        TRIM,
        SPEED,
        PACE,
        BEAT,
        FACTOR,
        HALF,
        NUMBER_SIGN,
        CANNOT,
        VAGUE,
        HELP,
        /** What the film is for: "wedding", "product", 旅行; its value is a mood and a pace. */
        STYLE,
        QUOTE,
        NUMBER,
        PERCENT,
        BPM,
        LENGTH,
        ORDINAL,
        /** A medium by its name; the value is its id. */
        MEDIUM,
        /** Not in the lexicon. */
        WORD
    }

    public boolean is(Kind... kinds) {
        for (Kind candidate : kinds) {
            if (kind == candidate) {
                return true;
            }
        }
        return false;
    }

    public double number() {
        return Double.parseDouble(value);
    }
}
