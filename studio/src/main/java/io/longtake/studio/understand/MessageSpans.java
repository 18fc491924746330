package io.longtake.studio.understand;

import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.NumberReader;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.PictureParts;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.template.SlotReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the slots of one message: the kinds of typed spans that templates may ask for. */
final class MessageSpans implements SlotReader {
    private static final int LONGEST_WORDS = 60;
    private static final String ON = " on";
    private static final String MARKS = ",.;!?、。，；！？\n…:：";
    private static final Set<String> MORE = Set.of("more", "extra", "additional");
    private static final List<String> UNTIL_THE_END =
            List.of("until the end", "till the end", "to the end", "for the rest", "直到结束", "到结束", "到最后", "到结尾");
    private static final List<String> THEN = List.of(
            ", then ", ", and then ", " and then ", " then ", ", ", " and ", ",然后", "然后", ",再", "再", ",", "、", "接着");
    private static final List<String> LASTING = List.of("for ", "lasting ", "显示", "持续", "放");

    private final String message;
    private final NormalText normal;
    private final List<Quotes.Quote> quotes;
    private final ClipSpans clips;
    private final Lexicon lexicon;
    private final NumberReader numbers;

    MessageSpans(String message, NormalText normal, List<Quotes.Quote> quotes, ClipSpans clips, Wording wording) {
        this.lexicon = wording.lexicon();
        this.numbers = wording.numbers();
        this.message = message;
        this.normal = normal;
        this.quotes = quotes;
        this.clips = clips;
    }

    /**
     * One title of several that follow each other.
     *
     * @param stays empty where it stays until the end
     */
    record TimedTitle(String text, Optional<Duration> stays) {}

    @Override
    public List<Found> read(String kind, String text, int at) {
        return switch (kind) {
            case "clips" -> clips.many(text, at);
            case "clip" -> clips.single(text, at);
            case "numbers" -> clips.numbers(text, at);
            case "number" -> number(text, at);
            case "move" -> moves(text, at);
            case "part" ->
                PictureParts.words()
                        .longestAt(text, at)
                        .map(it -> List.of(new Found(it.part(), it.end())))
                        .orElse(List.of());
            case "duration" -> duration(text, at, false);
            case "more" -> duration(text, at, true);
            case "quote" -> quote(text, at).map(List::of).orElse(List.of());
            case "titles" -> titles(text, at);
            case "words" -> words(text, at);
            case "list" -> list(text, at);
            default -> term(Token.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')), text, at);
        };
    }

    /** The original words between two places of the normal text. */
    String original(int from, int to) {
        int end = normal.original(to - 1);
        int last = end + (end < message.length() ? Character.charCount(message.codePointAt(end)) : 0);
        for (Quotes.Quote quote : quotes) {
            last = quote.start() == end ? quote.end() : last;
        }
        return message.substring(normal.original(from), last).strip();
    }

    private List<Found> term(Token.Kind kind, String text, int at) {
        Optional<Numbers.Found> number = numbers.withUnit(text, at).filter(it -> it.kind() == kind);
        if (number.isPresent()) {
            return List.of(new Found(number.get().value(), number.get().end()));
        }
        return lexicon.longestAt(text, at)
                .filter(it -> it.term().kind() == kind)
                .map(it -> List.of(new Found(it.term().value(), it.end())))
                .orElse(List.of());
    }

    /** "Zoom in on" also as "zoom in", so that a template can tell what the camera moves on. */
    private List<Found> moves(String text, int at) {
        List<Found> all = new ArrayList<>(term(Token.Kind.MOVE, text, at));
        all.stream()
                .filter(it -> text.substring(at, it.end()).endsWith(ON))
                .findFirst()
                .ifPresent(it -> all.add(new Found(it.value(), it.end() - ON.length())));
        return all;
    }

    private List<Found> number(String text, int at) {
        boolean digits = at < text.length() && Character.isDigit(text.charAt(at));
        return digits && numbers.withUnit(text, at).isEmpty()
                ? numbers.plain(text, at)
                        .map(it -> List.of(new Found(it.value(), it.end())))
                        .orElse(List.of())
                : List.of();
    }

    private List<Found> duration(String text, int at, boolean more) {
        return numbers.withUnit(text, at)
                .filter(it -> it.kind() == Token.Kind.LENGTH)
                .filter(it -> more
                        == List.of(text.substring(at, it.end()).split(" ", -1)).stream()
                                .anyMatch(MORE::contains))
                .map(it -> List.of(new Found(Numbers.millis(it.value()), it.end())))
                .orElse(List.of());
    }

    private Optional<Found> quote(String text, int at) {
        if (at >= text.length() || text.charAt(at) != Quotes.MARK) {
            return Optional.empty();
        }
        int nth = (int)
                text.substring(0, at).chars().filter(it -> it == Quotes.MARK).count();
        return Optional.of(new Found(quotes.get(nth).text(), at + 1));
    }

    /** "“One” for 3 seconds, then “Two” until the end": two titles or more. */
    private List<Found> titles(String text, int at) {
        List<TimedTitle> titles = new ArrayList<>();
        List<Found> all = new ArrayList<>();
        int next = at;
        while (next >= 0) {
            Optional<Found> words = quote(text, next);
            if (words.isEmpty()) {
                break;
            }
            int end = words.get().end();
            int stay = Lexicon.blanks(text, end);
            int until = behind(UNTIL_THE_END, text, stay);
            int lasting = behind(LASTING, text, stay);
            List<Found> length = duration(text, lasting > 0 ? Lexicon.blanks(text, lasting) : stay, false);
            if (until > 0) {
                titles.add(new TimedTitle((String) words.get().value(), Optional.empty()));
                end = until;
            } else if (length.size() == 1) {
                titles.add(new TimedTitle((String) words.get().value(), Optional.of((Duration)
                        length.get(0).value())));
                end = length.get(0).end();
            } else {
                break;
            }
            if (titles.size() > 1) {
                all.add(new Found(List.copyOf(titles), end));
            }
            int glue = behind(THEN, text, end);
            next = until > 0 || glue < 0 ? -1 : Lexicon.blanks(text, glue);
        }
        return all;
    }

    private static int behind(List<String> words, String text, int at) {
        return words.stream()
                .filter(word -> text.startsWith(word, at))
                .mapToInt(word -> at + word.length())
                .max()
                .orElse(-1);
    }

    /** Words that mean nothing by themselves, up to the end of the clause. */
    private List<Found> words(String text, int at) {
        List<Found> all = new ArrayList<>();
        for (int end = at + 1; end <= Math.min(text.length(), at + LONGEST_WORDS); end++) {
            char last = text.charAt(end - 1);
            if (MARKS.indexOf(last) >= 0 || last == Quotes.MARK) {
                break;
            }
            if (Lexicon.border(text, end) && last != ' ') {
                all.add(new Found(original(at, end), end));
            }
        }
        return all;
    }

    /** A list with commas, up to the end of the sentence: two items or more. */
    private List<Found> list(String text, int at) {
        int end = at;
        while (end < text.length() && ".;!?。；！？\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String whole = end > at ? original(at, end) : "";
        List<String> items = List.of(whole.split("[,，、]", -1)).stream()
                .map(String::strip)
                .map(MessageSpans::bare)
                .toList();
        boolean list = items.size() > 1 && items.stream().noneMatch(String::isBlank);
        return list ? List.of(new Found(items, end)) : List.of();
    }

    private static String bare(String item) {
        List<Quotes.Quote> quoted = Quotes.of(item);
        return quoted.size() == 1 ? quoted.get(0).text() : item;
    }
}
