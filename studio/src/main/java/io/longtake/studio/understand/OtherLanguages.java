package io.longtake.studio.understand;

import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages in languages that the studio does not read. A message that is not fully understood and is in such a language is refused as a
 * whole: a few of its words may look like English or Chinese ones, and "no añadas" and "削除しないで" would be understood as their opposites.
 */
final class OtherLanguages {
    private static final Map<Character.UnicodeScript, Remark.OtherLanguage> SCRIPTS = Map.of(
            Character.UnicodeScript.HIRAGANA, named("Japanese"),
            Character.UnicodeScript.KATAKANA, named("Japanese"),
            Character.UnicodeScript.HANGUL, named("Korean"),
            Character.UnicodeScript.CYRILLIC, new Remark.OtherLanguage(Optional.empty()),
            Character.UnicodeScript.ARABIC, new Remark.OtherLanguage(Optional.empty()),
            Character.UnicodeScript.HEBREW, named("Hebrew"),
            Character.UnicodeScript.GREEK, named("Greek"),
            Character.UnicodeScript.THAI, named("Thai"),
            Character.UnicodeScript.DEVANAGARI, new Remark.OtherLanguage(Optional.empty()));
    private static final String ENGLISH = "English";
    private static final Map<String, Set<String>> WORDS = load();

    private OtherLanguages() {}

    /** Which other language a message is in; empty for English, Chinese, and where that is not clear. */
    static Optional<Remark.OtherLanguage> of(String message) {
        String text = NormalText.of(message, Quotes.of(message)).text();
        List<String> words = Arrays.stream(text.split("[^\\p{L}]+", -1))
                .filter(word -> word.codePoints()
                        .anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.LATIN))
                .toList();
        if (count(ENGLISH, words) > 0) {
            return Optional.empty();
        }
        Optional<Remark.OtherLanguage> script = script(text);
        if (script.isPresent() || words.isEmpty()) {
            return script;
        }
        Optional<String> most = WORDS.keySet().stream()
                .filter(name -> !name.equals(ENGLISH))
                .reduce((one, other) -> count(other, words) > count(one, words) ? other : one);
        return most.filter(name -> count(name, words) >= Math.min(2, words.size()))
                .map(OtherLanguages::named);
    }

    private static Remark.OtherLanguage named(String name) {
        return new Remark.OtherLanguage(Optional.of(name));
    }

    /** The language of a script of which at least two letters stand outside quotations. */
    private static Optional<Remark.OtherLanguage> script(String text) {
        Map<Character.UnicodeScript, Long> letters = new LinkedHashMap<>();
        text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .filter(SCRIPTS::containsKey)
                .forEach(script -> letters.merge(script, 1L, Long::sum));
        long all = letters.values().stream().mapToLong(it -> it).sum();
        return letters.keySet().stream().findFirst().filter(any -> all > 1).map(SCRIPTS::get);
    }

    private static long count(String name, List<String> words) {
        return words.stream()
                .filter(WORDS.getOrDefault(name, Set.of())::contains)
                .count();
    }

    private static Map<String, Set<String>> load() {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        try (InputStream in = OtherLanguages.class.getResourceAsStream("/language/others.tsv")) {
            if (in == null) {
                throw new IllegalStateException("/language/others.tsv is missing from the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(row -> words.put(row[0], Set.of(row[1].split(" ", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
