package io.longtake.cli.batch;

import io.longtake.activities.language.Scripts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks whether text that was decoded from an older encoding is plausible. A detector that counts bytes needs a page of text; a
 * manifest has only a few words, in which Chinese bytes are mistaken for Czech.
 */
enum Writing {
    /** Accented letters occur among unaccented ones. */
    LATIN {
        @Override
        boolean isPlausible(String text) {
            int accented = 0;
            int all = 0;
            for (var word : WORD_BOUNDARY.split(text, -1)) {
                int foreign =
                        (int) word.chars().filter(c -> c > 0x7F && !isMark(c)).count();
                accented += foreign;
                all += foreign == 0
                        ? 0
                        : (int) word.chars().filter(c -> !isMark(c)).count();
            }
            return accented <= MAX_ACCENTS * all;
        }

        private static boolean isMark(int character) {
            return Character.isDigit(character)
                    || Character.getType(character) == Character.INITIAL_QUOTE_PUNCTUATION
                    || Character.getType(character) == Character.FINAL_QUOTE_PUNCTUATION
                    || Character.getType(character) == Character.DASH_PUNCTUATION;
        }
    },
    CYRILLIC {
        @Override
        boolean isPlausible(String text) {
            return Arrays.stream(WORD_BOUNDARY.split(text, -1))
                    .filter(word -> word.chars().anyMatch(c -> c > 0x7F && Character.isLetter(c)))
                    .allMatch(word -> CYRILLIC_WORD.matcher(word).matches()
                            && !MIXED_CASE.matcher(word).find());
        }
    },
    CHINESE {
        @Override
        boolean isPlausible(String text) {
            return isPlausible(text, EnumSet.of(Character.UnicodeScript.HAN));
        }
    },
    /** Words without kana occur, whole texts without kana do not. */
    JAPANESE {
        @Override
        boolean isPlausible(String text) {
            return !HALF_WIDTH.matcher(text).find()
                    && hasKana(text)
                    && isPlausible(
                            text,
                            EnumSet.of(
                                    Character.UnicodeScript.HAN,
                                    Character.UnicodeScript.HIRAGANA,
                                    Character.UnicodeScript.KATAKANA));
        }

        private static boolean hasKana(String text) {
            var letters = Scripts.letters(text);
            return letters.containsKey(Character.UnicodeScript.HIRAGANA)
                    || letters.containsKey(Character.UnicodeScript.KATAKANA);
        }
    },
    KOREAN {
        @Override
        boolean isPlausible(String text) {
            return isPlausible(text, EnumSet.of(Character.UnicodeScript.HANGUL));
        }
    };

    private static final double MAX_ACCENTS = 0.7;
    private static final Pattern WORD_BOUNDARY = Pattern.compile("[\\s,;|\".:!?()_-]+");
    private static final Pattern MIXED_CASE =
            Pattern.compile("\\p{Ll}\\p{Lu}|\\p{IsLatin}\\p{IsCyrillic}|\\p{IsCyrillic}\\p{IsLatin}");
    private static final Pattern CYRILLIC_WORD = Pattern.compile("[\\p{L}\\p{N}'’«»“”„№]+");
    private static final Pattern HALF_WIDTH = Pattern.compile("[\\uff61-\\uff9f]");
    private static final Pattern BETWEEN_LETTERS =
            Pattern.compile("(?<=[A-Za-z])[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}](?=[A-Za-z])");

    abstract boolean isPlausible(String text);

    /** Whether all non-ASCII letters belong to these scripts, and none stands alone between ASCII letters. */
    static boolean isPlausible(String text, Set<Character.UnicodeScript> scripts) {
        return !BETWEEN_LETTERS.matcher(text).find()
                && text.codePoints()
                        .filter(c -> c > 0x7F && Character.isLetter(c))
                        .allMatch(c -> scripts.contains(Character.UnicodeScript.of(c))
                                || Character.UnicodeScript.of(c) == Character.UnicodeScript.COMMON);
    }
}
