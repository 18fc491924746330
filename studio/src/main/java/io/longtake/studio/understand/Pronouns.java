package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token.Kind;
import io.longtake.studio.understand.template.Grammar;
import io.longtake.studio.understand.template.SlotReader.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * "Zoom into the second photo and make it longer": replaces "it" by "the second photo", the clip that an earlier clause of the message
 * is about. "It" stays where that clause is about something else (the film, a title, music), takes the clip out of the film, or where
 * what is asked for "it" is a property of films: a ratio, music.
 */
final class Pronouns {
    private static final String MARKS = ",.;!?:、。，；：！？\n…";
    /** In Chinese 这张 is "this photo" at the beginning of a clause and behind these, and part of a name elsewhere: 猫这张. */
    private static final String BEFORE_CHINESE = "把将给让在对到使";

    private static final List<String> ON = List.of("on ", "over ", "onto ", "across ", "to ", "into ", "from ", "of ");

    /** A clause with one of these speaks of something else than a clip, or of a clip that goes. */
    private static final Set<Kind> OTHER = EnumSet.of(
            Kind.TITLE,
            Kind.MUSIC,
            Kind.OWN,
            Kind.FILM,
            Kind.OPENS,
            Kind.CLOSES,
            Kind.ONLY,
            Kind.UNDO,
            Kind.REDO,
            Kind.RESET,
            Kind.REVERSE,
            Kind.SHUFFLE);

    private static final Set<Kind> OF_FILMS = EnumSet.of(
            Kind.RATIO,
            Kind.FILM,
            Kind.MUSIC,
            Kind.MOOD,
            Kind.GENRE,
            Kind.INSTRUMENT,
            Kind.STYLE,
            Kind.UNDO,
            Kind.REDO,
            Kind.RESET,
            Kind.CANNOT);

    private final Grammar grammar;
    private final Lexicon lexicon;
    private final ClipSpans clips;
    private final MessageSpans spans;
    private final NormalText normal;
    private final String text;
    private final List<Replacement> replacements = new ArrayList<>();
    private Optional<Antecedent> antecedent = Optional.empty();

    private Pronouns(Wording wording, ClipSpans clips, MessageSpans spans, NormalText normal) {
        this.grammar = wording.grammar();
        this.lexicon = wording.lexicon();
        this.clips = clips;
        this.spans = spans;
        this.normal = normal;
        this.text = normal.text();
    }

    /** What a clause is about, as written. */
    private record Antecedent(String words, boolean several) {}

    private record Pronoun(int start, int end, boolean several) {}

    private record Replacement(int start, int end, String words) {}

    /** What is known of a clause. */
    private static final class Clause {
        private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        private final List<Pronoun> pronouns = new ArrayList<>();
        private final int start;
        private Optional<Antecedent> clip = Optional.empty();
        private boolean quotes;

        Clause(int start) {
            this.start = start;
        }
    }

    /** The message with clips in the place of pronouns. */
    static String resolved(String message, Wording wording, ClipSpans clips) {
        if (wording.grammar().singular().isEmpty() && wording.grammar().plural().isEmpty()) {
            return message;
        }
        List<Quotes.Quote> quotes = Quotes.of(message);
        NormalText normal = wording.normal(message, quotes);
        MessageSpans spans = new MessageSpans(message, normal, quotes, clips, wording);
        Pronouns pronouns = new Pronouns(wording, clips, spans, normal);
        pronouns.read();
        return pronouns.replaced(message);
    }

    private void read() {
        Clause clause = new Clause(0);
        int at = 0;
        while (at < text.length()) {
            int behind = Math.max(mark(at), word(grammar.joins(), at));
            if (behind > at) {
                close(clause, at);
                clause = new Clause(behind);
                at = behind;
                continue;
            }
            at = piece(clause, at);
        }
        close(clause, at);
    }

    /** Takes note of what begins at {@code at}; the place behind it. */
    private int piece(Clause clause, int at) {
        Optional<Pronoun> pronoun = pronoun(clause, at);
        if (pronoun.isPresent()) {
            clause.pronouns.add(pronoun.get());
            return pronoun.get().end();
        }
        Optional<Found> clip = clip(at);
        if (clip.isPresent()) {
            Found found = clip.get();
            boolean several = ((Wish.Target) found.value()).clips().size() > 1;
            if (clause.clip.isEmpty()) {
                clause.clip = Optional.of(new Antecedent(spans.original(at, found.end()), several));
            }
            return found.end();
        }
        clause.quotes |= text.charAt(at) == Quotes.MARK;
        lexicon.longestAt(text, at).ifPresent(it -> clause.kinds.add(it.term().kind()));
        int end = at + 1;
        while (end < text.length() && !Lexicon.border(text, end)) {
            end++;
        }
        return end;
    }

    private Optional<Pronoun> pronoun(Clause clause, int at) {
        int one = word(grammar.singular(), at);
        int many = word(grammar.plural(), at);
        int end = Math.max(one, many);
        boolean chinese = end > at + 1 && !Lexicon.spelled(text.charAt(at));
        boolean name =
                chinese && at > Lexicon.blanks(text, clause.start) && BEFORE_CHINESE.indexOf(text.charAt(at - 1)) < 0;
        return end > at && !name ? Optional.of(new Pronoun(at, end, many > one)) : Optional.empty();
    }

    /** The longest reference to clips that begins at {@code at}; "first" and "second" alone may be adverbs. */
    private Optional<Found> clip(int at) {
        return clips.many(text, at).stream()
                .filter(it -> !adverb(at, it))
                .max(java.util.Comparator.comparingInt(Found::end));
    }

    private boolean adverb(int at, Found found) {
        boolean places = ((Wish.Target) found.value()).clips().stream().allMatch(Wish.Ref.Nth.class::isInstance);
        return places
                && Lexicon.spelled(text.charAt(at))
                && text.substring(at, found.end()).indexOf(' ') < 0;
    }

    private void close(Clause clause, int end) {
        if (Lexicon.blanks(text, clause.start) >= end
                || Courtesy.isOpinion(text.substring(clause.start, end).strip())) {
            return;
        }
        clause.pronouns.forEach(pronoun -> antecedent
                .filter(it -> it.several() == pronoun.several() && meant(clause, pronoun, end))
                .ifPresent(it -> replacements.add(new Replacement(pronoun.start(), pronoun.end(), it.words()))));
        boolean gone = clause.kinds.contains(Kind.REMOVE) && !clause.kinds.contains(Kind.NOT);
        boolean two = clause.kinds.contains(Kind.SWAP);
        if (gone || two || clause.quotes || !Collections.disjoint(clause.kinds, OTHER)) {
            antecedent = Optional.empty();
        } else if (clause.clip.isPresent()) {
            antecedent = clause.clip;
        }
    }

    /** Whether the pronoun of this clause can be a clip. */
    private boolean meant(Clause clause, Pronoun pronoun, int end) {
        if (clause.clip.isPresent() && clause.pronouns.size() > 1) {
            return false;
        }
        boolean on = ON.stream().anyMatch(word -> text.startsWith(word, pronoun.start() - word.length()))
                || (pronoun.start() > 0 && "在给".indexOf(text.charAt(pronoun.start() - 1)) >= 0);
        boolean titled = clause.quotes || clause.kinds.contains(Kind.TITLE);
        boolean total = text.substring(clause.start, end).matches(".*(?:total|overall|altogether|总).*");
        return !total && (on || !titled) && Collections.disjoint(clause.kinds, OF_FILMS);
    }

    private int mark(int at) {
        boolean point = text.charAt(at) == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return MARKS.indexOf(text.charAt(at)) >= 0 && !point ? at + 1 : at;
    }

    /** Behind the longest of these words that stands at {@code at}; {@code at} where none does. */
    private int word(List<String> words, int at) {
        return words.stream()
                .filter(word -> text.startsWith(word, at)
                        && Lexicon.border(text, at)
                        && Lexicon.border(text, at + word.length()))
                .mapToInt(word -> at + word.length())
                .max()
                .orElse(at);
    }

    private String replaced(String message) {
        StringBuilder all = new StringBuilder(message);
        Collections.reverse(replacements);
        for (Replacement it : replacements) {
            all.replace(normal.original(it.start()), normal.original(it.end() - 1) + 1, it.words());
        }
        return all.toString();
    }
}
