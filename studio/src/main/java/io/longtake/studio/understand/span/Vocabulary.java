package io.longtake.studio.understand.span;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of requests, and the English words that are one letter away from one of them and therefore no typing errors, from {@code
 * language/en/spelling.txt}.
 */
public final class Vocabulary {
    private static final int SHORTEST = 5;
    private static final Vocabulary ENGLISH = load();

    private final Set<String> words;
    private final Set<String> neighbours;

    private Vocabulary(Set<String> words, Set<String> neighbours) {
        this.words = Set.copyOf(words);
        this.neighbours = Set.copyOf(neighbours);
    }

    public static Vocabulary english() {
        return ENGLISH;
    }

    /** How a word may have been mistyped, the likeliest first. */
    private enum Slip {
        TWICE,
        SWAPPED,
        MISSING,
        WRONG
    }

    /**
     * The word that was meant by one that nobody knows: of five letters or more, or of four with one of them typed twice. Empty where the
     * word is known, or where several words are as likely.
     */
    public Optional<String> meant(String word) {
        if (words.contains(word) || neighbours.contains(word)) {
            return Optional.empty();
        }
        for (Slip slip : Slip.values()) {
            Set<String> found = new TreeSet<>();
            for (String candidate : candidates(word, slip)) {
                boolean longEnough = candidate.length() >= SHORTEST || slip == Slip.TWICE;
                if (longEnough && words.contains(candidate)) {
                    found.add(candidate);
                }
            }
            if (!found.isEmpty()) {
                return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Set<String> candidates(String word, Slip slip) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i <= word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            switch (slip) {
                case TWICE -> {
                    if (i > 0 && !after.isEmpty() && before.charAt(i - 1) == after.charAt(0)) {
                        all.add(before + after.substring(1));
                    }
                }
                case SWAPPED -> {
                    if (after.length() > 1) {
                        all.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
                    }
                }
                case MISSING -> {
                    for (char c = 'a'; c <= 'z'; c++) {
                        all.add(before + c + after);
                    }
                }
                case WRONG -> {
                    if (!after.isEmpty()) {
                        all.add(before + after.substring(1));
                        for (char c = 'a'; c <= 'z'; c++) {
                            all.add(before + c + after.substring(1));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Vocabulary load() {
        Set<String> words = new HashSet<>(Lexicon.words().latinWords());
        Set<String> neighbours = new HashSet<>();
        try (InputStream in = Vocabulary.class.getResourceAsStream("/language/en/spelling.txt")) {
            if (in == null) {
                throw new IllegalStateException("/language/en/spelling.txt is missing from the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .forEach(row ->
                            (row[0].equals("words") ? words : neighbours).addAll(List.of(row[1].split(" ", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Vocabulary(words, neighbours);
    }
}
