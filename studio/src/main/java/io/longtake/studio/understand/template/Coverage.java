package io.longtake.studio.understand.template;

import io.longtake.studio.understand.span.Lexicon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a message into clauses so that templates cover as much of it as possible. Of two divisions that cover the same, the one
 * with fewer clauses counts; of two templates for one clause, the one that stands first.
 */
public final class Coverage {
    private static final String MARKS = ",.;!?¿¡、。，；！？\n…";

    private final Grammar grammar;
    private final String text;
    private final Matching matching;
    private final Map<Integer, Division> known = new HashMap<>();

    private Coverage(Grammar grammar, SlotReader slots, String text) {
        this.grammar = grammar;
        this.text = text;
        this.matching = new Matching(grammar, slots, text);
    }

    /** The best division of the rest of the text from some place on. */
    private record Division(int covered, List<Clause> clauses) {}

    /** A separator of clauses: its end, and whether it is a word alone. */
    private record Border(int end, boolean word) {}

    public static List<Clause> of(Grammar grammar, SlotReader slots, String text) {
        Coverage coverage = new Coverage(grammar, slots, text);
        Border first = coverage.border(0);
        return coverage.from(first.end(), false).clauses();
    }

    /** What each template that covers a clause whole makes of it, in the order of the file. */
    public static List<Clause.Read> readings(Grammar grammar, SlotReader slots, String text, Clause clause) {
        Coverage coverage = new Coverage(grammar, slots, text);
        List<Clause.Read> readings = new ArrayList<>();
        for (Template template : grammar.templates()) {
            for (Matching.End found : coverage.matching.from(template, clause.start())) {
                if (coverage.closed(found.at()) == clause.end()) {
                    readings.add(
                            new Clause.Read(clause.start(), clause.end(), clause.joined(), template, found.slots()));
                }
            }
        }
        return readings;
    }

    /** Where the first word of meaning of a clause may begin. */
    public static List<Integer> starts(Grammar grammar, String text, int at) {
        return new Matching(grammar, (kind, any, from) -> List.of(), text).starts(at);
    }

    private Division from(int at, boolean joined) {
        if (at >= text.length()) {
            return new Division(0, List.of());
        }
        int key = at * 2 + (joined ? 1 : 0);
        Division division = known.get(key);
        if (division == null) {
            division = best(at, joined);
            known.put(key, division);
        }
        return division;
    }

    private Division best(int at, boolean joined) {
        int end = unread(at);
        Border behind = border(end);
        Division rest = from(behind.end(), behind.word());
        Division best = with(new Clause.Unread(at, end, joined), 0, rest);
        for (Template template : grammar.templates()) {
            for (Matching.End found : matching.from(template, at)) {
                int last = closed(found.at());
                if (last < 0) {
                    continue;
                }
                Border border = border(last);
                Clause clause = new Clause.Read(at, last, joined, template, found.slots());
                Division division = with(clause, last - at, from(border.end(), border.word()));
                boolean better = division.covered() > best.covered()
                        || (division.covered() == best.covered()
                                && division.clauses().size() < best.clauses().size());
                if (better) {
                    best = division;
                }
            }
        }
        return best;
    }

    private static Division with(Clause clause, int covered, Division rest) {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(clause);
        clauses.addAll(rest.clauses());
        return new Division(covered + rest.covered(), List.copyOf(clauses));
    }

    /** The end of a clause whose template ends at {@code at}, words that may stand anywhere included; -1 where more follows. */
    private int closed(int at) {
        for (int end : matching.starts(at)) {
            if (end >= text.length() || border(end).end() > end) {
                return end;
            }
        }
        return -1;
    }

    /** The separators that begin at {@code at}. */
    private Border border(int at) {
        int end = Lexicon.blanks(text, at);
        boolean word = false;
        boolean mark = false;
        boolean more = true;
        while (more) {
            more = false;
            if (end < text.length() && MARKS.indexOf(text.charAt(end)) >= 0) {
                boolean point =
                        text.charAt(end) == '.' && end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
                more = !point;
                mark |= more;
                end = more ? Lexicon.blanks(text, end + 1) : end;
            }
            int behind = join(end);
            if (behind > end) {
                word = true;
                more = true;
                end = Lexicon.blanks(text, behind);
            }
        }
        return new Border(end, word && !mark);
    }

    private int join(int at) {
        int longest = at;
        for (String word : grammar.joins()) {
            int end = at + word.length();
            if (text.startsWith(word, at)
                    && Lexicon.border(text, at)
                    && Lexicon.border(text, end)
                    && end < text.length()) {
                longest = Math.max(longest, end);
            }
        }
        return longest;
    }

    /** Where the piece of text that begins at {@code at} ends when no template covers it. */
    private int unread(int at) {
        int end = at + 1;
        while (end < text.length() && border(end).end() <= Lexicon.blanks(text, end)) {
            end++;
        }
        return end;
    }
}
