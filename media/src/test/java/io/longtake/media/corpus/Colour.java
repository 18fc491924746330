package io.longtake.media.corpus;

import java.util.Arrays;

/** The colours of the patterns, in sRGB. */
enum Colour {
    RED('R', 0xffdc1e1e),
    GREEN('G', 0xff1ec81e),
    BLUE('B', 0xff1e1edc),
    WHITE('W', 0xfff0f0f0),
    BLACK_GREY('K', 0xff1e1e1e),
    DARK_GREY('D', 0xff5a5a5a),
    LIGHT_GREY('L', 0xffa0a0a0),
    ORANGE('O', 0xffe08a28),
    PAPER('1', 0xffffffff),
    INK('0', 0xff000000),
    PURE_RED('r', 0xffff0000),
    PURE_GREEN('g', 0xff00ff00),
    PURE_BLUE('b', 0xff0000ff),
    /** The visible colour depends on the background. */
    CLEAR('.', 0x00ffffff);

    private final char letter;
    private final int argb;

    Colour(char letter, int argb) {
        this.letter = letter;
        this.argb = argb;
    }

    static Colour of(char letter) {
        return Arrays.stream(values())
                .filter(c -> c.letter == letter)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no colour is called " + letter));
    }

    int argb() {
        return argb;
    }
}
