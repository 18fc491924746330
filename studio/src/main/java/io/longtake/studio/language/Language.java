package io.longtake.studio.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A language by which messages are recognised.
 *
 * @param tag of its folder {@code language/<tag>}; empty for a language that is recognised but not read
 * @param name in English
 * @param words frequent words of requests
 */
public record Language(String tag, String name, Set<String> words) {
    private static final List<Language> ALL = Rows.of("languages.tsv").stream()
            .map(row -> new Language(row.cell(0).replace("-", ""), row.cell(1), words(row.cell(2))))
            .toList();
    private static final Map<String, Language> READ = ALL.stream()
            .filter(Language::isRead)
            .collect(Collectors.toMap(Language::tag, Function.identity(), (a, b) -> a, TreeMap::new));

    public static final Language ENGLISH = of("en");
    public static final Language CHINESE = of("zh");

    public Language {
        words = Set.copyOf(words);
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Also those that are not read, in the order of the file. */
    public static List<Language> all() {
        return ALL;
    }

    /** The languages that have a folder, in the order of the file. */
    public static List<Language> read() {
        return ALL.stream().filter(Language::isRead).toList();
    }

    /** @throws IllegalArgumentException where no language that is read has this tag */
    public static Language of(String tag) {
        Language language = READ.get(tag);
        if (language == null) {
            throw new IllegalArgumentException("language/languages.tsv has no language " + tag);
        }
        return language;
    }

    public boolean isRead() {
        return !tag.isEmpty();
    }

    /** What the studio says in this language. */
    public Phrases phrases() {
        return Phrases.in(tag);
    }
}
