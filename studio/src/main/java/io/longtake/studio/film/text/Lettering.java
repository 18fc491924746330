package io.longtake.studio.film.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text with a font for each of its characters. A character here is what a reader sees as one: a letter with its marks, an emoji
 * with its joiners.
 *
 * @param text without what no font has, without control characters, and composed (NFC)
 * @param fonts for each {@code char} of {@code text}
 * @param missing the characters that no font has, each once, in the order they appear
 */
public record Lettering(String text, List<Typeface> fonts, List<String> missing) {
    private static final int TEXT_STYLE = 0xfe0e;
    private static final int EMOJI_STYLE = 0xfe0f;
    private static final int FIRST_TONE = 0x1f3fb;
    private static final int LAST_TONE = 0x1f3ff;

    public Lettering {
        fonts = List.copyOf(fonts);
        missing = List.copyOf(missing);
    }

    /** Whether something would be seen. */
    public boolean isVisible() {
        return text.codePoints().anyMatch(c -> !UCharacter.isUWhiteSpace(c) && !isIgnorable(c));
    }

    public static Lettering of(String given) {
        String text = Normalizer2.getNFCInstance().normalize(given);
        List<String> characters = characters(text);
        StringBuilder kept = new StringBuilder();
        List<Typeface> fonts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Optional<Typeface> first = first(characters);
        Optional<Typeface> before = Optional.empty();
        for (String character : characters) {
            if (isControl(character)) {
                continue;
            }
            Optional<Typeface> beside = before.isPresent() ? before : first;
            Optional<Typeface> font = font(character, beside);
            if (font.isEmpty()) {
                if (!missing.contains(character)) {
                    missing.add(character);
                }
                continue;
            }
            String drawn = font.get() == Typeface.EMOJI ? withDrawableTone(character) : character;
            kept.append(drawn);
            for (int k = 0; k < drawn.length(); k++) {
                fonts.add(font.get());
            }
            before = font.get().hasNeutrals() ? font : before;
        }
        return new Lettering(kept.toString(), fonts, missing);
    }

    /** What a reader sees as single characters. */
    static List<String> characters(String text) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(ULocale.ROOT);
        breaks.setText(text);
        List<String> characters = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            characters.add(text.substring(start, end));
            start = end;
        }
        return characters;
    }

    private static boolean isControl(String character) {
        return character
                .codePoints()
                .allMatch(c -> c != '\n' && (Character.getType(c) == Character.CONTROL || c == 0xfeff));
    }

    /** Whether it belongs to no script, and should look like the letters beside it. */
    private static boolean isNeutral(String character) {
        int script = UScript.getScript(character.codePointAt(0));
        return script == UScript.COMMON || script == UScript.INHERITED;
    }

    /** The font of the first letter, which the neutral characters before it look like. */
    private static Optional<Typeface> first(List<String> characters) {
        return characters.stream()
                .filter(character -> !isNeutral(character))
                .flatMap(character -> font(character, Optional.empty()).stream())
                .filter(Typeface::hasNeutrals)
                .findFirst();
    }

    private static Optional<Typeface> font(String character, Optional<Typeface> beside) {
        if (character.equals("\n")) {
            return Optional.of(Typeface.LATIN);
        }
        if (isEmoji(character) && has(Typeface.EMOJI, character)) {
            return Optional.of(Typeface.EMOJI);
        }
        if (isNeutral(character) && beside.isPresent() && has(beside.get(), character)) {
            return beside;
        }
        for (Typeface typeface : Typeface.values()) {
            if (has(typeface, character)) {
                return Optional.of(typeface);
            }
        }
        return Optional.empty();
    }

    private static boolean isEmoji(String character) {
        int first = character.codePointAt(0);
        int last = character.codePointBefore(character.length());
        boolean styled = character.codePoints().anyMatch(c -> c == EMOJI_STYLE);
        return styled || (last != TEXT_STYLE && UCharacter.hasBinaryProperty(first, UProperty.EMOJI_PRESENTATION));
    }

    private static boolean has(Typeface typeface, String character) {
        FontFile font = FontFile.of(typeface);
        return character.codePoints().allMatch(c -> isIgnorable(c) || font.has(c));
    }

    private static boolean isIgnorable(int character) {
        return UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /** Leaves out the skin tone where the font has the sign only without one, which would be drawn as two signs. */
    private static String withDrawableTone(String character) {
        boolean toned = character.length() > 2 && character.codePoints().anyMatch(Lettering::isTone);
        if (!toned || Shaper.signs(character) == 1) {
            return character;
        }
        StringBuilder plain = new StringBuilder();
        character.codePoints().filter(c -> !isTone(c)).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isTone(int character) {
        return character >= FIRST_TONE && character <= LAST_TONE;
    }
}
