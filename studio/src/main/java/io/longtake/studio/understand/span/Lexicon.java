package io.longtake.studio.understand.span;

import io.longtake.studio.language.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What words mean: those of English and Chinese from {@code language/lexicon.tsv}, those of another language from its folder. */
public final class Lexicon {
    public record Term(Token.Kind kind, String value) {}

    public record Match(Term term, int end) {}

    private static final Set<Token.Kind> NAMEABLE =
            Set.of(Token.Kind.CANNOT, Token.Kind.VAGUE, Token.Kind.GENRE, Token.Kind.INSTRUMENT, Token.Kind.STYLE);
    /** The value of words that a file may well be called by. */
    private static final String NAMED = "NAMED";

    private static final Lexicon WORDS = of(Rows.of("lexicon.tsv"));

    private final Map<String, Term> terms;
    private final int longest;

    private Lexicon(Map<String, Term> terms) {
        this.terms = terms;
        this.longest = terms.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    public static Lexicon words() {
        return WORDS;
    }

    /** The same with names of one's own; where a name is also a word that we can act on, the word counts. */
    public Lexicon with(Map<String, Term> names) {
        Map<String, Term> all = new HashMap<>(terms);
        names.forEach((name, term) -> {
            Term word = terms.get(name);
            if (word == null || NAMEABLE.contains(word.kind()) || word.value().equals(NAMED)) {
                all.put(name, term);
            }
        });
        return new Lexicon(all);
    }

    /** The single words of all terms that are written in Latin letters. */
    Set<String> latinWords() {
        return terms.keySet().stream()
                .flatMap(term -> Arrays.stream(term.split(" ", -1)))
                .filter(Lexicon::isLatin)
                .collect(Collectors.toSet());
    }

    /** The terms of these kinds that are single words in Latin letters. */
    Set<String> latinWords(Set<Token.Kind> kinds) {
        return terms.entrySet().stream()
                .filter(it -> kinds.contains(it.getValue().kind()))
                .map(Map.Entry::getKey)
                .filter(Lexicon::isLatin)
                .collect(Collectors.toSet());
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    /** The longest term that begins at {@code at} of normalised text. */
    public Optional<Match> longestAt(String text, int at) {
        if (!border(text, at)) {
            return Optional.empty();
        }
        for (int end = Math.min(text.length(), at + longest); end > at; end--) {
            if (!border(text, end)) {
                continue;
            }
            Term term = terms.get(text.substring(at, end));
            if (term != null) {
                return Optional.of(new Match(term, end));
            }
        }
        return Optional.empty();
    }

    /** The first place from {@code at} on that is not a blank. */
    public static int blanks(String text, int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next;
    }

    /** Whether a word may begin or end at {@code at}: not within a Latin word. */
    public static boolean border(String text, int at) {
        return at <= 0 || at >= text.length() || !joined(text.charAt(at - 1), text.charAt(at));
    }

    /** Whether two neighbouring characters belong to one word; Chinese characters never do. */
    public static boolean joined(char a, char b) {
        return spelled(a) && spelled(b);
    }

    public static boolean spelled(char c) {
        return Character.isLetterOrDigit(c)
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.HIRAGANA
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.KATAKANA;
    }

    /** The words of one language, from {@code language/<tag>/lexicon.tsv}. */
    public static Lexicon load(String tag) {
        return of(Rows.of(tag + "/lexicon.tsv"));
    }

    private static Lexicon of(List<Rows.Row> rows) {
        Map<String, Term> terms = new HashMap<>();
        for (Rows.Row row : rows) {
            Term term = new Term(Token.Kind.valueOf(row.cell(0)), row.cell(1));
            row.alternatives(2).forEach(phrase -> terms.putIfAbsent(phrase, term));
        }
        return new Lexicon(terms);
    }
}
