package io.longtake.cli.language;

import io.longtake.activities.language.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;

/**
 * Determines the language of a prompt as a BCP 47 code. Other scripts than Latin identify it directly. Latin text is
 * classified by characteristic words, and by a statistical detector if it is long enough. If that gives no result, the
 * language of the user's locale is used, else English.
 */
public final class PromptLanguage {
    private static final String UNKNOWN = "en";
    /** Frequent characters that occur only in traditional Chinese. */
    private static final String TRADITIONAL = "這個們來時說國會對學動長樂視圖轉變為線機與萬書樣開關聲製導點實體將讓畫題";
    /** Characters with a form that occurs only in Japanese, frequent in short requests without kana. */
    private static final String JAPANESE = "縦転楽気広変続絵読売検覧黒";
    /** Letters that Ukrainian has and Russian lacks. */
    private static final String UKRAINIAN = "іїєґІЇЄҐ";

    private PromptLanguage() {}

    /** @param locale the language of the user's locale, if known */
    public static String of(String prompt, Optional<String> locale) {
        return told(prompt).or(() -> locale).orElse(UNKNOWN);
    }

    private static Optional<String> told(String prompt) {
        var letters = Scripts.letters(prompt);
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
        // One ideograph counts as several letters: "把 Summer 放在开头" is Chinese.
        if (kana > 0 && (kana + han) * 3 >= latin) {
            return Optional.of("ja");
        }
        if (han > 0 && han * 3 >= latin) {
            return Optional.of(has(prompt, JAPANESE) ? "ja" : has(prompt, TRADITIONAL) ? "zh-TW" : "zh-CN");
        }
        var most = letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        return switch (most) {
            case HANGUL -> Optional.of("ko");
            case CYRILLIC -> Optional.of(has(prompt, UKRAINIAN) ? "uk" : "ru");
            case ARABIC -> Optional.of("ar");
            case HEBREW -> Optional.of("he");
            case GREEK -> Optional.of("el");
            case THAI -> Optional.of("th");
            case DEVANAGARI -> Optional.of("hi");
            case BENGALI -> Optional.of("bn");
            case TAMIL -> Optional.of("ta");
            case LATIN -> LatinLanguage.of(prompt);
            default -> Optional.empty();
        };
    }

    private static boolean has(String prompt, String letters) {
        return prompt.codePoints().anyMatch(c -> letters.indexOf(c) >= 0);
    }
}
