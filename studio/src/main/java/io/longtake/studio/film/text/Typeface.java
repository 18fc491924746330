package io.longtake.studio.film.text;

/**
 * The fonts in the product, in the order in which they are tried. A minimal machine has none of its own. {@code make.py} in
 * {@code studio/fonts} makes their files.
 */
public enum Typeface {
    /** Latin, Greek and Cyrillic. */
    LATIN("fonts/latin.ttf"),
    ARABIC("fonts/arabic.ttf"),
    HEBREW("fonts/hebrew.ttf"),
    DEVANAGARI("fonts/devanagari.ttf"),
    THAI("fonts/thai.ttf"),
    /** The common Chinese characters in simplified and traditional form, kana, hangul. */
    CJK("NotoSansCJKsc-Medium-subset.otf"),
    SYMBOLS("fonts/symbols.ttf"),
    SYMBOLS2("fonts/symbols2.ttf"),
    /** Pictures in colour. */
    EMOJI("fonts/emoji.ttf");

    private final String resource;

    Typeface(String resource) {
        this.resource = "/film/" + resource;
    }

    String resource() {
        return resource;
    }

    /** Whether a neutral character, such as a space or a digit, is taken from this font between its letters. */
    boolean hasNeutrals() {
        return this != SYMBOLS && this != SYMBOLS2 && this != EMOJI;
    }

    /** Whether marks above and below its letters need more room between lines. */
    public boolean isTall() {
        return this == ARABIC || this == DEVANAGARI || this == THAI;
    }
}
