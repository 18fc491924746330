package io.longtake.cli.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * The language of a prompt as a BCP 47 code. The script decides where it can; Latin letters go to a statistical
 * detector, which is loaded only then. What can't be told is English.
 */
public final class PromptLanguage {
    private static final String UNTOLD = "en";
    /** Characters that only traditional Chinese writes, among the frequent ones that differ. */
    private static final String TRADITIONAL = "這個們來時說國會對學動長樂視圖轉變為線機與萬書樣開關聲製導點實體將讓畫題";
    /** Letters of Ukrainian that Russian does not have. */
    private static final String UKRAINIAN = "іїєґІЇЄҐ";

    private PromptLanguage() {}

    public static String of(String prompt) {
        var letters = countScripts(prompt);
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
        // One ideograph says as much as several letters: "把 Summer 放在开头" is Chinese.
        if (kana > 0 && (kana + han) * 3 >= latin) {
            return "ja";
        }
        if (han > 0 && han * 3 >= latin) {
            return prompt.codePoints().anyMatch(c -> TRADITIONAL.indexOf(c) >= 0) ? "zh-TW" : "zh-CN";
        }
        var most = letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        return switch (most) {
            case HANGUL -> "ko";
            case CYRILLIC -> prompt.codePoints().anyMatch(c -> UKRAINIAN.indexOf(c) >= 0) ? "uk" : "ru";
            case ARABIC -> "ar";
            case HEBREW -> "he";
            case GREEK -> "el";
            case THAI -> "th";
            case DEVANAGARI -> "hi";
            case BENGALI -> "bn";
            case TAMIL -> "ta";
            case LATIN -> LatinLanguage.of(prompt);
            default -> UNTOLD;
        };
    }

    private static Map<UnicodeScript, Integer> countScripts(String text) {
        var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
        return counts;
    }
}
