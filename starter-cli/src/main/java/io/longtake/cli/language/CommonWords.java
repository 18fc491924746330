package io.longtake.cli.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects the language of a few words by characteristic words and letters, listed in {@code telling-words.tsv}. A
 * statistical detector needs one or two sentences; "slow zoom in" is too short for it.
 */
final class CommonWords {
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])[\\p{IsLatin}']+");
    /** The minimum lead over every other language. A word that only one language has scores 1. */
    private static final double LEAD = 0.3;

    private final Map<String, Set<String>> languages = new HashMap<>();
    private final Map<Integer, Set<String>> letters = new HashMap<>();

    CommonWords() {
        try (var in = Objects.requireNonNull(CommonWords.class.getResourceAsStream("telling-words.tsv"));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        var columns = line.split("\t", -1);
        for (var word : columns[1].split(" ", -1)) {
            languages.computeIfAbsent(word, any -> new LinkedHashSet<>()).add(columns[0]);
        }
        columns[2].codePoints().forEach(letter -> letters.computeIfAbsent(letter, any -> new LinkedHashSet<>())
                .add(columns[0]));
    }

    /** Returns the language with the highest score; empty if its lead is too small. */
    Optional<String> languageOf(String prompt) {
        var text = prompt.toLowerCase(Locale.ROOT).replace('’', '\'');
        var scores = new LinkedHashMap<String, Double>();
        WORD.matcher(text).results().forEach(word -> count(languages.get(word.group()), scores));
        text.codePoints().distinct().forEach(letter -> count(letters.get(letter), scores));
        var best = scores.entrySet().stream().max(Map.Entry.comparingByValue());
        return best.filter(it -> scores.entrySet().stream()
                        .noneMatch(other ->
                                !other.getKey().equals(it.getKey()) && other.getValue() > it.getValue() - LEAD))
                .map(Map.Entry::getKey);
    }

    private static void count(@org.jspecify.annotations.Nullable Set<String> languages, Map<String, Double> scores) {
        if (languages != null) {
            languages.forEach(language -> scores.merge(language, 1.0 / languages.size(), Double::sum));
        }
    }
}
