package io.longtake.cli.terminal;

import java.util.EnumSet;
import java.util.Set;

/**
 * Filters all text that goes to a terminal, a pipe or a log. File names and the text of backends and servers may
 * contain characters that move the cursor, change the window title, reverse the text direction or are invisible. Each
 * is replaced by something visible: a control character by its picture ({@code ␛}, {@code ␊}), any other by its code
 * point in brackets ({@code [U+202E]}). Regular text is unchanged: all scripts, right-to-left text with its marks,
 * joined emoji, combining accents.
 */
public final class Printable {
    private static final int DELETE = 0x7F;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int CANCEL_TAG = 0xE007F;

    /** Scripts in which joiners have no visible effect, so that they could only hide text. */
    private static final Set<Character.UnicodeScript> UNJOINED = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.UNKNOWN);

    private Printable() {}

    /** Filters text of several lines: line breaks and tabs are kept, {@code \r\n} becomes {@code \n}. */
    public static String text(String text) {
        return filtered(text.replace("\r\n", "\n"), true);
    }

    /**
     * Filters text within a line, such as a file name. Line breaks are replaced, so that they do not look like the end
     * of the line.
     */
    public static String line(String text) {
        return filtered(text, false);
    }

    /** Filters a JSON document. Such characters are written as JSON escapes, so that a parser returns the original text. */
    public static String json(String document) {
        var shown = new StringBuilder(document.length());
        document.codePoints().forEach(character -> {
            if (character == '\n' || (isPlain(character) && Character.getType(character) != Character.SURROGATE)) {
                shown.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return shown.toString();
    }

    private static String filtered(String text, boolean lines) {
        var shown = new StringBuilder(text.length());
        int before = -1;
        boolean flag = false;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            flag = character == BLACK_FLAG || (flag && isTag(character));
            if (lines && (character == '\n' || character == '\t')) {
                shown.append((char) character);
            } else if (isPlain(character) || flag || joins(before, character)) {
                shown.appendCodePoint(character);
            } else {
                replace(character, shown);
            }
            flag &= character != CANCEL_TAG;
            before = character;
        }
        return shown.toString();
    }

    private static void replace(int character, StringBuilder shown) {
        if (character < ' ') {
            shown.append((char) (CONTROL_PICTURES + character));
        } else if (character == DELETE) {
            shown.append('\u2421');
        } else {
            shown.append(String.format("[U+%04X]", character));
        }
    }

    /** Whether a character may be printed in any position. */
    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> isVisibleFormat(character);
            default -> !isBlankLetter(character) && !isVariationSelector(character);
        };
    }

    /** Directional marks that do not reverse text, and number signs of Arabic and related scripts. */
    private static boolean isVisibleFormat(int character) {
        return switch (character) {
            case 0x200E, 0x200F, 0x061C, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD -> true;
            default -> character >= 0x0600 && character <= 0x0605;
        };
    }

    /** Letters and marks without a visible glyph. */
    private static boolean isBlankLetter(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static boolean isTag(int character) {
        return character > 0xE0020 && character <= CANCEL_TAG;
    }

    /** Whether an invisible character changes the appearance of the one before it. */
    private static boolean joins(int before, int character) {
        if (before < 0 || Character.isISOControl(before) || Character.isWhitespace(before)) {
            return false;
        }
        if (isVariationSelector(character)) {
            return !isVariationSelector(before) && Character.getType(before) != Character.FORMAT;
        }
        if (character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER) {
            return false;
        }
        return isVariationSelector(before) || isPicture(before) || isJoined(before);
    }

    /** Whether the character is an emoji or a skin tone modifier. */
    private static boolean isPicture(int character) {
        int type = Character.getType(character);
        return type == Character.OTHER_SYMBOL || (type == Character.MODIFIER_SYMBOL && character >= 0x1F3FB);
    }

    private static boolean isJoined(int character) {
        var script = Character.UnicodeScript.of(character);
        if (script == Character.UnicodeScript.COMMON || UNJOINED.contains(script)) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.OTHER_LETTER, Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
