package io.longtake.studio.understand.span;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
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
    private static final Set<Token.Kind> UNDOING = EnumSet.of(
            Token.Kind.REMOVE,
            Token.Kind.ONLY,
            Token.Kind.UNDO,
            Token.Kind.REDO,
            Token.Kind.RESET,
            Token.Kind.REVERSE,
            Token.Kind.SHUFFLE);
    private static final Vocabulary ENGLISH = load();

    private final Set<String> words;
    private final Set<String> neighbours;
    private final Set<String> undoing;

    private Vocabulary(Set<String> words, Set<String> neighbours, Set<String> undoing) {
        this.words = Set.copyOf(words);
        this.neighbours = Set.copyOf(neighbours);
        this.undoing = Set.copyOf(undoing);
    }

    public static Vocabulary english() {
        return ENGLISH;
    }

    /** Whether a word in lower case is a word of requests. */
    public boolean knows(String word) {
        return words.contains(word);
    }

    /** How a word may have been mistyped, the likeliest first. */
    private enum Slip {
        TWICE,
        SWAPPED,
        MISSING,
        WRONG;

        /** Whether all letters of the word are there, so that it is hardly another word. */
        boolean keepsLetters() {
            return this == TWICE || this == SWAPPED;
        }
    }

    /**
     * The word that was meant by one that nobody knows: of five letters or more, or of four with one of them typed twice. Empty where the
     * word is known, or where several words are as likely. A word that takes work away, as "remove" and "undo" do, is meant only where
     * all its letters are there: "reverb" is not "revert".
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
                String first = found.iterator().next();
                boolean clear = found.size() == 1 && (slip.keepsLetters() || !undoing.contains(first));
                return clear ? Optional.of(first) : Optional.empty();
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
        return new Vocabulary(words, neighbours, Lexicon.words().latinWords(UNDOING));
    }
}
