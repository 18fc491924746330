package io.longtake.cli.language;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Tells languages written in Latin letters apart, among those a backend may be expected to know. */
final class LatinLanguage {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("eng", "en"),
            Map.entry("spa", "es"),
            Map.entry("fra", "fr"),
            Map.entry("deu", "de"),
            Map.entry("por", "pt"),
            Map.entry("ita", "it"),
            Map.entry("nld", "nl"),
            Map.entry("pol", "pl"),
            Map.entry("tur", "tr"),
            Map.entry("vie", "vi"),
            Map.entry("ind", "id"),
            Map.entry("swe", "sv"),
            Map.entry("dan", "da"),
            Map.entry("nob", "nb"),
            Map.entry("fin", "fi"),
            Map.entry("ces", "cs"),
            Map.entry("ron", "ro"),
            Map.entry("hun", "hu"));
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String MODEL = "/langdetect-183.bin";
    /** Two words of plain letters ("vertical video") say nothing for sure; most prompts are English. */
    private static final int TELLING_WORDS = 3;

    private LatinLanguage() {}

    static String of(String prompt) {
        long words = WORD.matcher(prompt).results().count();
        boolean plain = prompt.codePoints().allMatch(c -> c < 128);
        if (plain && words < TELLING_WORDS) {
            return "en";
        }
        try (var in = LatinLanguage.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                return "en";
            }
            var languages = new LanguageDetectorME(new LanguageDetectorModel(in)).predictLanguages(prompt);
            for (var language : languages) {
                var code = CODES.get(language.getLang());
                if (code != null) {
                    return code;
                }
            }
            return "en";
        } catch (IOException e) {
            return "en";
        }
    }
}
