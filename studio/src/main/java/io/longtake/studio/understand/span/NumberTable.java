package io.longtake.studio.understand.span;

import io.longtake.studio.language.Rows;
import io.longtake.studio.understand.span.Numbers.Found;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in the words of {@code language/<tag>/numbers.tsv}. A row has a kind, a value, and words between |:
 *
 * <ul>
 *   <li>{@code number}: "dos" is 2; {@code and} joins tens with units, and minutes with seconds
 *   <li>{@code unit}: seconds in one "minuto"; {@code half} stands before a unit, {@code half-behind} behind it
 *   <li>{@code ordinal}: "segunda" is 2, "última" is -1; {@code ordinal-suffix} behind digits
 *   <li>{@code percent}: "por ciento" behind a number
 *   <li>{@code factor}: "el doble" is 2
 * </ul>
 *
 * <p>What is written in digits and signs (16:9, 1:30, 50%, #FF0000) is the same in all languages.
 */
public final class NumberTable implements NumberReader {
    private static final Set<Token.Kind> SIGNS = EnumSet.of(
            Token.Kind.COLOR,
            Token.Kind.RATIO,
            Token.Kind.OTHER_RATIO,
            Token.Kind.PERCENT,
            Token.Kind.BPM,
            Token.Kind.FACTOR);
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final int TENS = 20;
    private static final int UNITS = 10;

    private final Map<String, Map<String, Double>> words = new HashMap<>();

    private NumberTable(List<Rows.Row> rows) {
        for (Rows.Row row : rows) {
            for (String word : row.alternatives(2)) {
                words.computeIfAbsent(row.cell(0), any -> new LinkedHashMap<>())
                        .put(word, row.cell(1).equals("-") ? 0 : Double.parseDouble(row.cell(1)));
            }
        }
    }

    public static NumberTable load(String tag) {
        return new NumberTable(Rows.of(tag + "/numbers.tsv"));
    }

    /** A word of some kind and the place behind it. */
    private record Match(double value, int end) {}

    @Override
    public Optional<Found> withUnit(String text, int at) {
        if (at >= text.length() || !Lexicon.border(text, at)) {
            return Optional.empty();
        }
        return signs(text, at)
                .or(() -> length(text, at))
                .or(() -> percent(text, at))
                .or(() -> word("factor", text, at)
                        .map(it -> new Found(Token.Kind.FACTOR, Double.toString(it.value()), it.end())))
                .or(() -> ordinal(text, at));
    }

    @Override
    public Optional<Found> plain(String text, int at) {
        return at < text.length() && Lexicon.border(text, at)
                ? number(text, at).map(it -> new Found(Token.Kind.NUMBER, Double.toString(it.value()), it.end()))
                : Optional.empty();
    }

    private static Optional<Found> signs(String text, int at) {
        char first = text.charAt(at);
        if (first != '#' && !Character.isDigit(first)) {
            return Optional.empty();
        }
        return Numbers.withUnit(text, at)
                .filter(it -> Lexicon.border(text, it.end()))
                .filter(it -> SIGNS.contains(it.kind())
                        || (it.kind() == Token.Kind.LENGTH
                                && text.substring(at, it.end()).contains(":")));
    }

    /** One or more parts: "1 minuto y 30 segundos", "medio minuto", "un minuto y medio". */
    private Optional<Found> length(String text, int at) {
        double seconds = 0;
        double smallest = Double.MAX_VALUE;
        int end = at;
        int next = at;
        while (next < text.length()) {
            Optional<Match> amount = word("half", text, next).or(() -> Optional.empty());
            if (amount.isEmpty()) {
                amount = number(text, next);
            }
            if (amount.isEmpty()) {
                break;
            }
            Optional<Match> unit =
                    word("unit", text, Lexicon.blanks(text, amount.get().end()));
            if (unit.isEmpty() || unit.get().value() >= smallest) {
                break;
            }
            smallest = unit.get().value();
            end = unit.get().end();
            Optional<Match> half = word("half-behind", text, Lexicon.blanks(text, end));
            seconds += (amount.get().value() + half.map(Match::value).orElse(0.0)) * smallest;
            end = half.map(Match::end).orElse(end);
            next = Lexicon.blanks(text, end);
            next = Lexicon.blanks(text, word("and", text, next).map(Match::end).orElse(next));
        }
        return end == at
                ? Optional.empty()
                : Optional.of(new Found(Token.Kind.LENGTH, Long.toString(Math.round(seconds * 1000)), end));
    }

    private Optional<Found> percent(String text, int at) {
        return number(text, at).flatMap(number -> word("percent", text, Lexicon.blanks(text, number.end()))
                .map(it -> new Found(Token.Kind.PERCENT, Double.toString(number.value()), it.end())));
    }

    private Optional<Found> ordinal(String text, int at) {
        Optional<Match> word = word("ordinal", text, at);
        if (word.isEmpty() && Character.isDigit(text.charAt(at))) {
            Matcher digits = digits(text, at);
            if (digits.lookingAt()) {
                double value = Double.parseDouble(digits.group());
                word = suffix(text, digits.end()).map(end -> new Match(value, end));
            }
        }
        return word.map(it -> new Found(Token.Kind.ORDINAL, Integer.toString((int) it.value()), it.end()));
    }

    /** The place behind the longest suffix that makes digits an ordinal. */
    private Optional<Integer> suffix(String text, int at) {
        return words.getOrDefault("ordinal-suffix", Map.of()).keySet().stream()
                .filter(it -> text.startsWith(it, at) && Lexicon.border(text, at + it.length()))
                .map(it -> at + it.length())
                .max(Integer::compare);
    }

    private Optional<Match> number(String text, int at) {
        Matcher digits = digits(text, at);
        if (digits.lookingAt()) {
            return Optional.of(new Match(Double.parseDouble(digits.group()), digits.end()));
        }
        Optional<Match> first = word("number", text, at);
        if (first.isEmpty() || first.get().value() < TENS) {
            return first;
        }
        int blank = Lexicon.blanks(text, first.get().end());
        int next = Lexicon.blanks(text, word("and", text, blank).map(Match::end).orElse(blank));
        return word("number", text, next)
                .filter(it -> it.value() < UNITS)
                .map(it -> new Match(first.get().value() + it.value(), it.end()))
                .or(() -> first);
    }

    private static Matcher digits(String text, int at) {
        Matcher matcher = DIGITS.matcher(text);
        matcher.region(at, text.length());
        return matcher;
    }

    /** The longest word of a kind that stands at {@code at}. */
    private Optional<Match> word(String kind, String text, int at) {
        Match longest = null;
        for (Map.Entry<String, Double> word : words.getOrDefault(kind, Map.of()).entrySet()) {
            int end = at + word.getKey().length();
            boolean here = text.startsWith(word.getKey(), at) && border(text, at) && Lexicon.border(text, end);
            if (here && (longest == null || end > longest.end())) {
                longest = new Match(word.getValue(), end);
            }
        }
        return Optional.ofNullable(longest);
    }

    /** Behind a number a unit may begin at once: "10s". */
    private static boolean border(String text, int at) {
        return Lexicon.border(text, at) || Character.isDigit(text.charAt(at - 1));
    }
}
