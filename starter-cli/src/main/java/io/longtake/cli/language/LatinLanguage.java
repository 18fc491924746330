package io.longtake.cli.language;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Distinguishes languages in Latin script, among those that a backend can be expected to support. */
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
    private static final String MODEL = "/langdetect-183.bin";
    /** With fewer letters the detector is more often wrong than right. */
    private static final int ENOUGH_LETTERS = 40;

    private static final CommonWords WORDS = new CommonWords();

    private LatinLanguage() {}

    /** Returns the language; empty if the prompt is too short. */
    static Optional<String> of(String prompt) {
        return WORDS.languageOf(prompt).or(() -> detected(prompt));
    }

    private static Optional<String> detected(String prompt) {
        if (prompt.codePoints().filter(Character::isLetter).count() < ENOUGH_LETTERS) {
            return Optional.empty();
        }
        try (var in = LatinLanguage.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                return Optional.empty();
            }
            var languages = new LanguageDetectorME(new LanguageDetectorModel(in)).predictLanguages(prompt);
            return Arrays.stream(languages)
                    .map(language -> CODES.get(language.getLang()))
                    .filter(Objects::nonNull)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
