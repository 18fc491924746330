package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.language.Rows;
import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.NumberReader;
import io.longtake.studio.understand.span.NumberTable;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.template.Grammar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How requests are worded in one language. Each is loaded with the first message that needs it.
 *
 * @param names what things in pictures are called, and the English word that file names have for them
 * @param answers whole answers ({@code yes}, {@code no}), and what may stand {@code before} another one
 */
public record Wording(
        Language language,
        Grammar grammar,
        Lexicon lexicon,
        NumberReader numbers,
        ClipWords clips,
        Map<String, String> names,
        Map<String, Set<String>> answers) {
    private static final Map<String, Wording> LOADED = new ConcurrentHashMap<>();

    public Wording {
        names = Map.copyOf(names);
        answers = Map.copyOf(answers);
    }

    public static Wording of(Language language) {
        return LOADED.computeIfAbsent(language.tag(), any -> load(language));
    }

    private static Wording load(Language language) {
        String tag = language.tag();
        boolean own = Rows.exists(tag + "/lexicon.tsv");
        return new Wording(
                language,
                Grammar.load(tag),
                own ? Lexicon.load(tag) : Lexicon.words(),
                own ? NumberTable.load(tag) : Numbers.READER,
                ClipWords.load(tag),
                Rows.exists(tag + "/names.tsv") ? names(Rows.of(tag + "/names.tsv")) : Map.of(),
                answers(Rows.of(tag + "/answers.tsv")));
    }

    private static Map<String, String> names(List<Rows.Row> rows) {
        Map<String, String> names = new LinkedHashMap<>();
        rows.forEach(row -> row.alternatives(0).forEach(word -> names.putIfAbsent(word, row.cell(1))));
        return names;
    }

    private static Map<String, Set<String>> answers(List<Rows.Row> rows) {
        Map<String, Set<String>> answers = new HashMap<>();
        rows.forEach(
                row -> answers.put(row.cell(0), row.alternatives(1).stream().collect(Collectors.toSet())));
        return answers;
    }

    /**
     * A message as its words stand in the templates, of the same length: a comma within a number as a point, and apostrophes between
     * letters as blanks.
     */
    String prepared(String message) {
        if (hasFirstReader()) {
            return message;
        }
        List<Quotes.Quote> quotes = Quotes.of(message);
        StringBuilder prepared = new StringBuilder(message);
        for (int i = 1; i + 1 < message.length(); i++) {
            int at = i;
            char c = message.charAt(i);
            boolean quoted = quotes.stream().anyMatch(it -> it.start() <= at && at < it.end());
            boolean letters = Character.isLetter(message.charAt(i - 1)) && Character.isLetter(message.charAt(i + 1));
            if (!quoted && letters && (c == '\'' || c == '’')) {
                prepared.setCharAt(i, ' ');
            } else if (!quoted && c == ',' && isDecimal(message, i)) {
                prepared.setCharAt(i, '.');
            }
        }
        return prepared.toString();
    }

    /** A message as it is compared with the templates. */
    NormalText normal(String message, List<Quotes.Quote> quotes) {
        return NormalText.of(prepared(message), quotes, hasFirstReader());
    }

    /** "2,5 segundos", and not "fotos 2,5 y 6". */
    private boolean isDecimal(String message, int comma) {
        int start = comma;
        while (start > 0 && Character.isDigit(message.charAt(start - 1))) {
            start--;
        }
        String text = message.substring(start, comma).toLowerCase(Locale.ROOT) + "."
                + message.substring(comma + 1).toLowerCase(Locale.ROOT);
        return start < comma
                && numbers.withUnit(text, 0)
                        .filter(it -> it.kind() != Token.Kind.ORDINAL)
                        .isPresent();
    }

    /** Whether the first reader, {@link WishReader}, knows the language: English and Chinese, which share its lexicon. */
    public boolean hasFirstReader() {
        return lexicon == Lexicon.words();
    }

    /** Whether a message is nothing but an answer of this kind. */
    public boolean answers(String kind, String bare) {
        return answers.getOrDefault(kind, Set.of()).contains(bare);
    }
}
