package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Vocabulary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages in languages that the studio does not read. A message that is not fully understood and is in such a language is refused as a
 * whole: a few of its words may look like English or Chinese ones, and "no añadas" and "削除しないで" would be understood as their opposites.
 */
final class OtherLanguages {
    private static final Map<Character.UnicodeScript, Remark.OtherLanguage> SCRIPTS = Map.of(
            Character.UnicodeScript.HIRAGANA, new Remark.OtherLanguage(Optional.of("Japanese")),
            Character.UnicodeScript.KATAKANA, new Remark.OtherLanguage(Optional.of("Japanese")),
            Character.UnicodeScript.HANGUL, new Remark.OtherLanguage(Optional.of("Korean")),
            Character.UnicodeScript.CYRILLIC, new Remark.OtherLanguage(Optional.empty()),
            Character.UnicodeScript.ARABIC, new Remark.OtherLanguage(Optional.empty()),
            Character.UnicodeScript.HEBREW, new Remark.OtherLanguage(Optional.of("Hebrew")),
            Character.UnicodeScript.GREEK, new Remark.OtherLanguage(Optional.of("Greek")),
            Character.UnicodeScript.THAI, new Remark.OtherLanguage(Optional.of("Thai")),
            Character.UnicodeScript.DEVANAGARI, new Remark.OtherLanguage(Optional.empty()));

    private OtherLanguages() {}

    /** Which other language a message is in; empty for one that is read, and where that is not clear. */
    static Optional<Remark.OtherLanguage> of(String message) {
        List<String> words = words(message);
        if (count(Language.ENGLISH, words) > 0) {
            return Optional.empty();
        }
        Optional<Remark.OtherLanguage> script = named(message);
        if (script.isPresent() || words.isEmpty()) {
            return script;
        }
        List<String> telling = telling(words);
        return Language.all().stream()
                .filter(it -> !it.equals(Language.ENGLISH) && !telling.isEmpty())
                .reduce((one, other) -> count(other, telling) > count(one, telling) ? other : one)
                .filter(it -> count(it, telling) >= Math.min(2, telling.size()))
                .map(it -> new Remark.OtherLanguage(Optional.of(it.name())));
    }

    /** The words in Latin letters that stand outside quotations, in lower case. */
    static List<String> words(String message) {
        String text = NormalText.of(message, Quotes.of(message), false).text();
        return Arrays.stream(text.split("[^\\p{L}]+", -1))
                .filter(word -> word.codePoints()
                        .anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.LATIN))
                .toList();
    }

    /** Words that tell a language: "no" and "zoom" are in requests in English too. */
    static List<String> telling(List<String> words) {
        return words.stream()
                .distinct()
                .filter(it -> !Language.ENGLISH.words().contains(it)
                        && !Vocabulary.english().knows(it))
                .toList();
    }

    static long count(Language language, List<String> words) {
        return words.stream().distinct().filter(language.words()::contains).count();
    }

    /** The language of a script that only one language has, if at least two of its letters stand outside quotations. */
    static Optional<Language> script(String message) {
        return named(message).flatMap(Remark.OtherLanguage::name).flatMap(name -> Language.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst());
    }

    private static Optional<Remark.OtherLanguage> named(String message) {
        Map<Character.UnicodeScript, Long> letters = new LinkedHashMap<>();
        NormalText.of(message, Quotes.of(message), false)
                .text()
                .codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .filter(SCRIPTS::containsKey)
                .forEach(script -> letters.merge(script, 1L, Long::sum));
        long all = letters.values().stream().mapToLong(it -> it).sum();
        return letters.keySet().stream().findFirst().filter(any -> all > 1).map(SCRIPTS::get);
    }
}
