package io.longtake.studio.understand;

import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.Ref;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NumberReader;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.template.SlotReader.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references to clips: "the second photo", "photos 2 to 4", "the cat one", 第三张, 猫那张, 最后两张. */
final class ClipSpans {
    private static final int MOST = 200;
    private static final String MARKS = ",.;!?";
    private static final Pattern POSSESSIVE = Pattern.compile("(\\p{L}+)['’]s\\b");
    /** Words of the lexicon that are names where a clip is named: "remove the sunset". */
    private static final Set<Token.Kind> NAMEABLE = EnumSet.of(
            Token.Kind.LOOK,
            Token.Kind.MOOD,
            Token.Kind.GENRE,
            Token.Kind.INSTRUMENT,
            Token.Kind.STYLE,
            Token.Kind.COLOR,
            Token.Kind.CANNOT,
            Token.Kind.VAGUE);

    private final Wording wording;
    private final Lexicon lexicon;
    private final NumberReader numbers;
    private final ClipWords words;
    private final Map<String, String> names;
    private final Map<String, String> aliases;

    ClipSpans(List<MediaItem> media, Wording wording) {
        this.lexicon = wording.lexicon();
        this.numbers = wording.numbers();
        this.words = wording.clips();
        this.wording = wording;
        this.names = names(media);
        this.aliases = known(media, wording.names());
    }

    /** Names of media: as given, and each word that only one of them has. */
    private Map<String, String> names(List<MediaItem> media) {
        Map<String, String> names = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        for (MediaItem item : media) {
            for (String word : words(item)) {
                uses.merge(word, 1, Integer::sum);
            }
        }
        for (MediaItem item : media) {
            if (item.kind() == MediaItem.Kind.AUDIO) {
                continue;
            }
            String name = wording.normal(item.name(), List.of()).text();
            if (name.length() >= 2 && name.codePoints().anyMatch(Character::isLetter)) {
                names.putIfAbsent(name, item.id());
            }
            words(item).stream()
                    .filter(word -> uses.getOrDefault(word, 0) == 1 && word.length() > 2)
                    .filter(word -> word.codePoints().allMatch(Character::isLetter))
                    .forEach(word -> names.putIfAbsent(word, item.id()));
        }
        return names;
    }

    private List<String> words(MediaItem item) {
        return List.of(wording.normal(item.name(), List.of()).text().split("[^\\p{L}\\p{N}]+", -1)).stream()
                .distinct()
                .toList();
    }

    private Map<String, String> known(List<MediaItem> media, Map<String, String> aliases) {
        Map<String, String> known = new HashMap<>();
        for (MediaItem item : media) {
            List<String> words = words(item);
            boolean seen = item.kind() != MediaItem.Kind.AUDIO;
            aliases.forEach((alias, word) -> {
                if (seen && words.contains(word)) {
                    known.merge(alias, item.id(), (one, other) -> "");
                }
            });
        }
        known.values().removeIf(String::isEmpty);
        return known;
    }

    /** "The cat's zoom" as "the cat zoom"; quotations stay as they are. */
    String withoutPossessives(String message) {
        List<Quotes.Quote> quotes = Quotes.of(message);
        return POSSESSIVE.matcher(message).replaceAll(it -> {
            boolean quoted = quotes.stream().anyMatch(quote -> quote.start() < it.start() && it.start() < quote.end());
            boolean named = names.containsKey(it.group(1).toLowerCase(Locale.ROOT));
            return Matcher.quoteReplacement(named && !quoted ? it.group(1) : it.group());
        });
    }

    /** References to one or more clips that begin at {@code at}. */
    List<Found> many(String text, int at) {
        List<Found> all = new ArrayList<>();
        for (Piece piece : one(text, at)) {
            more(text, piece, all);
        }
        return all;
    }

    /** References to one clip. */
    List<Found> single(String text, int at) {
        return one(text, at).stream()
                .filter(piece -> piece.refs().size() == 1)
                .map(piece -> new Found(new Target(piece.refs()), piece.end()))
                .toList();
    }

    private record Piece(List<Ref> refs, int end) {}

    private void more(String text, Piece piece, List<Found> all) {
        all.add(new Found(new Target(piece.refs()), piece.end()));
        int and = words.behind("and", text, piece.end());
        if (and >= 0) {
            for (Piece next : one(text, and)) {
                List<Ref> both = new ArrayList<>(piece.refs());
                both.addAll(next.refs());
                more(text, new Piece(List.copyOf(both), next.end()), all);
            }
        }
        int to = words.behind("to", text, piece.end());
        if (to >= 0) {
            for (Piece next : one(text, to)) {
                range(piece, next).ifPresent(it -> more(text, it, all));
            }
        }
    }

    private static Optional<Piece> range(Piece first, Piece last) {
        boolean positions = first.refs().size() == 1
                && last.refs().size() == 1
                && first.refs().get(0) instanceof Ref.Nth
                && last.refs().get(0) instanceof Ref.Nth;
        if (!positions) {
            return Optional.empty();
        }
        int from = ((Ref.Nth) first.refs().get(0)).position();
        int to = ((Ref.Nth) last.refs().get(0)).position();
        if (from < 1 || to < from || to - from > MOST) {
            return Optional.empty();
        }
        List<Ref> refs = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            refs.add(new Ref.Nth(n));
        }
        return Optional.of(new Piece(refs, last.end()));
    }

    private List<Piece> one(String text, int begin) {
        List<Piece> pieces = new ArrayList<>();
        lexicon.longestAt(text, begin)
                .filter(it -> it.term().kind() == Token.Kind.MIDDLE)
                .ifPresent(it -> pieces.add(new Piece(List.of(new Ref.Middle()), it.end())));
        int at = Math.max(begin, words.behind("determiner", text, begin));
        if (at >= text.length() || !Lexicon.border(text, at)) {
            return pieces;
        }
        some(text, at, pieces);
        ordinal(text, at, pieces);
        signed(text, at, pieces);
        numbered(text, at, pieces);
        named(text, at, pieces);
        if (at > begin) {
            lexicon.longestAt(text, at)
                    .filter(it -> it.term().kind() == Token.Kind.MIDDLE)
                    .ifPresent(it -> pieces.add(new Piece(List.of(new Ref.Middle()), it.end())));
        }
        return pieces;
    }

    /** "Two photos", 三张照片: a number of clips, and not which. In "las dos primeras fotos" the number stands before the place. */
    private void some(String text, int at, List<Piece> pieces) {
        Optional<Numbers.Found> number = numbers.plain(text, at);
        double count = number.map(it -> Double.parseDouble(it.value())).orElse(0.0);
        if (count != Math.rint(count) || count < 2 || count > MOST) {
            return;
        }
        int next = Lexicon.blanks(text, number.orElseThrow().end());
        int behind = noun(text, next);
        if (behind > 0) {
            pieces.add(new Piece(List.of(new Ref.Some((int) count)), behind));
        }
        Optional<Numbers.Found> place = next < text.length() ? numbers.withUnit(text, next) : Optional.empty();
        boolean ends = place.map(it -> it.kind() == Token.Kind.ORDINAL && Math.abs(Integer.parseInt(it.value())) == 1)
                .orElse(false);
        if (ends) {
            boolean first = place.get().value().equals("1");
            int noun = noun(text, Lexicon.blanks(text, place.get().end()));
            int end = noun < 0 && closes(text, place.get().end()) ? place.get().end() : noun;
            if (end > 0) {
                pieces.add(counted((int) count, first, end));
            }
        }
    }

    private static Piece counted(int many, boolean first, int end) {
        List<Ref> some = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            some.add(new Ref.Nth(first ? 1 + n : -many + n));
        }
        return new Piece(some, end);
    }

    /** Whether a clause ends at {@code at}. */
    private static boolean closes(String text, int at) {
        int after = Lexicon.blanks(text, at);
        return after >= text.length() || MARKS.indexOf(text.charAt(after)) >= 0;
    }

    private void ordinal(String text, int begin, List<Piece> pieces) {
        int behindEnd = words.behind("from-end", text, begin);
        boolean fromEnd = behindEnd >= 0;
        int at = fromEnd ? behindEnd : begin;
        Optional<Numbers.Found> found = at >= text.length()
                ? Optional.empty()
                : numbers.withUnit(text, at).filter(it -> it.kind() == Token.Kind.ORDINAL);
        if (found.isEmpty()) {
            return;
        }
        int position = ((int) Double.parseDouble(found.get().value())) * (fromEnd ? -1 : 1);
        int end = found.get().end();
        int next = Lexicon.blanks(text, end);
        int toLast = words.behind("to-last", text, end);
        boolean bare = toLast >= 0 && text.startsWith("last", next);
        if (toLast >= 0 && position > (bare ? 1 : 0)) {
            position = -position;
            end = toLast;
            next = toLast;
        }
        List<Ref> refs = List.of(new Ref.Nth(position));
        Optional<Numbers.Found> count = next < text.length() ? numbers.plain(text, next) : Optional.empty();
        if (count.isPresent() && Math.abs(position) == 1) {
            int after = Lexicon.blanks(text, count.get().end());
            int noun = noun(text, after);
            // "The first two", and nothing tells two of what else.
            int behind = noun < 0 && closes(text, after) ? count.get().end() : noun;
            int many = (int) Math.min(MOST, Double.parseDouble(count.get().value()));
            if (behind > 0 && many > 0) {
                pieces.add(counted(many, position > 0, behind));
                return;
            }
        }
        int behind = noun(text, next);
        boolean counted =
                numbers != Numbers.READER || text.startsWith("第", at) || fromEnd || Lexicon.spelled(text.charAt(at));
        if (behind > 0) {
            pieces.add(new Piece(refs, behind));
        }
        // "The first 3 seconds" is a time.
        boolean time = next < text.length()
                && Math.abs(position) == 1
                && numbers.withUnit(text, next).isPresent();
        if (behind < 0 && counted && !time) {
            pieces.add(new Piece(refs, end));
        }
    }

    /** "Photo 2", "photos 1, 3 and 5", "images 2 to 4", 图2. */
    private void numbered(String text, int at, List<Piece> pieces) {
        int noun = noun(text, at);
        if (noun < 0) {
            return;
        }
        int next = Lexicon.blanks(text, noun);
        next = Math.max(next, words.behind("sign", text, next));
        counted(text, next, pieces);
    }

    /** "Number 4", "#4". */
    private void signed(String text, int at, List<Piece> pieces) {
        int next = words.behind("sign", text, at);
        boolean no = text.startsWith("no ", at);
        if (next >= 0 && !no && next < text.length() && Character.isDigit(text.charAt(next))) {
            counted(text, next, pieces);
        }
    }

    /** Bare numbers in digits, "1 and 3": positions where a template asks for them. */
    List<Found> numbers(String text, int at) {
        int next = text.startsWith("#", at) ? at + 1 : at;
        if (next >= text.length() || !Character.isDigit(text.charAt(next)) || measured(text, next)) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        counted(text, next, pieces);
        return pieces.stream()
                .filter(piece -> !piece.refs().isEmpty())
                .map(piece -> new Found(new Target(piece.refs()), piece.end()))
                .toList();
    }

    private boolean measured(String text, int at) {
        return numbers.withUnit(text, at)
                .filter(it -> it.kind() != Token.Kind.NUMBER)
                .isPresent();
    }

    /** The numbers of a list that begins at {@code at}: one piece for each place where it may end. */
    private void counted(String text, int at, List<Piece> pieces) {
        List<Ref> refs = new ArrayList<>();
        int next = at;
        int last = 0;
        boolean to = false;
        while (next < text.length()) {
            Optional<Numbers.Found> number = numbers.plain(text, next);
            if (number.isEmpty()) {
                return;
            }
            double n = Double.parseDouble(number.get().value());
            if (n != Math.rint(n) || n < 1 || n > MOST) {
                return;
            }
            int value = (int) n;
            for (int i = to ? last + 1 : value; i <= value; i++) {
                refs.add(new Ref.Nth(i));
            }
            if (refs.size() > MOST) {
                return;
            }
            last = value;
            int end = number.get().end();
            pieces.add(new Piece(List.copyOf(refs), end));
            int then = words.behind("next", text, end);
            next = then >= 0 ? then : words.behind("and", text, end);
            to = next < 0;
            next = to ? words.behind("to", text, end) : next;
            if (next < 0) {
                return;
            }
        }
    }

    /** "The cat", "the cat one", "the photo of the cat", 猫那张. */
    private void named(String text, int begin, List<Piece> pieces) {
        int noun = noun(text, begin);
        // "The photo of the cat"; "la del gato" needs no noun.
        int of = words.behind("of", text, noun > 0 ? noun : begin);
        int at = of >= 0 ? of : begin;
        Optional<Piece> name = name(text, at);
        if (name.isEmpty()) {
            return;
        }
        pieces.add(name.get());
        int end = name.get().end();
        int next = Lexicon.blanks(text, end);
        int behind = noun(text, next);
        if (behind > 0) {
            pieces.add(new Piece(name.get().refs(), behind));
        }
        for (String one : words.of("one")) {
            if (text.startsWith(one, next)) {
                int last = next + one.length();
                if (Lexicon.border(text, last)) {
                    pieces.add(new Piece(name.get().refs(), last));
                    int more = noun(text, Lexicon.blanks(text, last));
                    if (more > 0) {
                        pieces.add(new Piece(name.get().refs(), more));
                    }
                }
            }
        }
    }

    private Optional<Piece> name(String text, int at) {
        if (at >= text.length()) {
            return Optional.empty();
        }
        int longest = names.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (int end = Math.min(text.length(), at + longest); end > at; end--) {
            String id = Lexicon.border(text, end) ? names.get(text.substring(at, end)) : null;
            if (id != null && nameable(text, at, end)) {
                return Optional.of(new Piece(List.of(new Ref.Medium(id)), end));
            }
        }
        return aliases.entrySet().stream()
                .filter(it -> text.startsWith(it.getKey(), at)
                        && Lexicon.border(text, at + it.getKey().length()))
                .max(Comparator.comparingInt(it -> it.getKey().length()))
                .map(it -> new Piece(
                        List.of(new Ref.Medium(it.getValue())), at + it.getKey().length()));
    }

    private boolean nameable(String text, int at, int end) {
        Optional<Lexicon.Match> word = lexicon.longestAt(text, at).filter(it -> it.end() >= end);
        return word.isEmpty() || NAMEABLE.contains(word.get().term().kind());
    }

    /** Behind a noun for a picture or a video; -1 where none begins. */
    private int noun(String text, int at) {
        if (at >= text.length()) {
            return -1;
        }
        for (String word : words.of("noun")) {
            if (text.startsWith(word, at) && Lexicon.border(text, at) && Lexicon.border(text, at + word.length())) {
                return at + word.length();
            }
        }
        return lexicon.longestAt(text, at)
                .filter(it -> it.term().kind() == Token.Kind.IMAGE)
                .map(Lexicon.Match::end)
                .orElse(-1);
    }
}
