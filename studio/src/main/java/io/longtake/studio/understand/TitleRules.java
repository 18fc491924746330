package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.TitleKind;
import io.longtake.studio.understand.Wish.TitleRef;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Titles: their words, place, size, colour and time. */
public final class TitleRules {
    public static final Duration USUAL = Duration.ofSeconds(4);

    private final Segment segment;
    private final String message;
    private final List<MediaItem> media;
    private final boolean no;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    TitleRules(
            Segment segment,
            String message,
            List<MediaItem> media,
            boolean no,
            List<Wish> wishes,
            List<Remark> remarks) {
        this.segment = segment;
        this.message = message;
        this.media = media;
        this.no = no;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    void apply() {
        boolean named = segment.has(Kind.TITLE);
        if (!named && !quoteIsTitle()) {
            return;
        }
        if (!segment.has(Kind.QUOTE) && fadeRefused()) {
            return;
        }
        Optional<TitleRef> nth = nth();
        boolean definite = definite();
        TitleKind kind = segment.take(Kind.TITLE)
                .map(token -> TitleKind.valueOf(token.value()))
                .orElse(TitleKind.TITLE);
        int position = titlePosition();
        if (no) {
            segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.TITLE, Kind.ALL, Kind.PLACE);
            Optional<TitleRef> text = segment.take(Kind.QUOTE).map(token -> new TitleRef.Text(token.value()));
            wishes.add(new Wish.RemoveTitle(text.or(() -> nth)));
            return;
        }
        boolean change = segment.has(Kind.CHANGE, Kind.SHIFT);
        boolean made = (segment.has(Kind.MAKE) || definite) && segment.has(Kind.SAYS) && !segment.has(Kind.ADD);
        countedTitles();
        List<String> texts = new ArrayList<>(
                segment.takeAll(Kind.QUOTE).stream().map(Token::value).toList());
        if (texts.isEmpty()) {
            unquoted(position).ifPresent(texts::add);
        }
        if (!texts.isEmpty() || change) {
            segment.takeAll(Kind.TITLE, Kind.SAYS, Kind.COLON);
        }
        TitleStyle style = new Style(segment).read(kind);
        if (texts.size() == 1 && describedBefore()) {
            // 字幕用黄色，内容是“海边”: the words of the title that was just described.
            int last = wishes.size() - 1;
            Wish.ChangeTitle described = (Wish.ChangeTitle) wishes.get(last);
            wishes.set(
                    last,
                    new Wish.ChangeTitle(
                            Optional.empty(),
                            Optional.of(texts.get(0)),
                            described.style().and(style),
                            described.kind()));
        } else if (texts.size() >= 2 && change) {
            wishes.add(new Wish.ChangeTitle(
                    Optional.of(new TitleRef.Text(texts.get(0))), Optional.of(texts.get(1)), style));
        } else if (texts.size() == 1 && (change || made)) {
            boolean styleOnly = !style.isEmpty() && change && !segment.had(Kind.TO) && !segment.had(Kind.SAYS);
            wishes.add(
                    styleOnly
                            ? new Wish.ChangeTitle(
                                    Optional.of(new TitleRef.Text(texts.get(0))), Optional.empty(), style)
                            : new Wish.ChangeTitle(nth, Optional.of(texts.get(0)), style));
        } else if (!texts.isEmpty()) {
            for (String text : texts) {
                wishes.add(new Wish.AddTitle(text, kind, style));
            }
        } else if (!style.isEmpty() && !adds()) {
            wishes.add(new Wish.ChangeTitle(nth, Optional.empty(), style, kind));
        } else {
            remarks.add(new Remark.NeedsText(message.substring(
                    segment.token(0).start(), segment.token(segment.size() - 1).end())));
            segment.useAll();
        }
        segment.takeAll(
                Kind.ADD, Kind.CHANGE, Kind.SHIFT, Kind.SAYS, Kind.TITLE, Kind.COLON, Kind.COLOR_WORD, Kind.SIZE);
    }

    private boolean describedBefore() {
        int last = wishes.size() - 1;
        return last >= 0
                && segment.had(Kind.SAYS)
                && !segment.had(Kind.TITLE)
                && wishes.get(last) instanceof Wish.ChangeTitle described
                && described.which().isEmpty()
                && described.text().isEmpty();
    }

    /** "No fade on the title", 标题不要淡入. */
    private boolean fadeRefused() {
        if (!no || !segment.has(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH)) {
            return false;
        }
        segment.takeAll(
                Kind.NOT,
                Kind.REMOVE,
                Kind.TITLE,
                Kind.FADE,
                Kind.FADE_IN,
                Kind.FADE_OUT,
                Kind.FADE_BOTH,
                Kind.ADD,
                Kind.FROM);
        wishes.add(new Wish.ChangeTitle(Optional.empty(), Optional.empty(), TitleStyle.fade(Duration.ZERO)));
        return true;
    }

    /** "The first title", 第二个标题. */
    private Optional<TitleRef> nth() {
        int title = segment.find(Kind.TITLE);
        int at = segment.before(title);
        if (title < 0 || !segment.is(at, Kind.ORDINAL)) {
            return Optional.empty();
        }
        segment.use(at);
        return Optional.of(new TitleRef.Nth(Integer.parseInt(segment.token(at).value())));
    }

    /** "The title", not "a title". */
    private boolean definite() {
        int title = segment.find(Kind.TITLE);
        if (title < 0) {
            return false;
        }
        String before = message.substring(0, segment.token(title).start()).stripTrailing();
        return before.toLowerCase(Locale.ROOT).matches("(?s)(?:.*\\W)?(?:the|my)");
    }

    /** Whether words are to be added, rather than shown in another way. */
    private boolean adds() {
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.ADD)
                    && segment.free(i)
                    && !segment.token(i).value().equals("SHOW")) {
                return true;
            }
        }
        return false;
    }

    /** "Three titles: …": how many there are is seen. */
    private void countedTitles() {
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.NUMBER) && segment.is(segment.after(i), Kind.TITLE)) {
                segment.use(i);
            }
        }
    }

    /** A quotation is a title unless it names a medium in a clause about order or sound. */
    private boolean quoteIsTitle() {
        int at = segment.find(Kind.QUOTE);
        if (at < 0) {
            return false;
        }
        String text = segment.token(at).value();
        boolean named = media.stream().anyMatch(item -> named(item, text));
        return !named
                && !segment.has(Kind.MUSIC)
                && !(segment.has(Kind.IMAGE) && segment.has(Kind.REMOVE, Kind.SHIFT, Kind.ONLY));
    }

    static boolean named(MediaItem item, String text) {
        String file = item.file().getFileName() == null
                ? ""
                : item.file().getFileName().toString();
        String bare = text.replaceAll("\\.[A-Za-z0-9]{2,4}$", "");
        return item.name().equalsIgnoreCase(text) || item.name().equalsIgnoreCase(bare) || file.equalsIgnoreCase(text);
    }

    /** Where the word that announces the text stands: "title", "saying", or a colon behind it. */
    private int titlePosition() {
        int at = -1;
        for (int i = 0; i < segment.size(); i++) {
            boolean says = segment.is(i, Kind.SAYS, Kind.COLON) && i > 0;
            if (says || (segment.is(i, Kind.TITLE) && (at < 0 || !wordAnnounces(at)))) {
                at = i;
            }
        }
        return Math.max(0, at);
    }

    /** Words without quotation marks: from the announcing word up to what can only be said about a title. */
    private Optional<String> unquoted(int position) {
        boolean announced = segment.is(position, Kind.SAYS, Kind.COLON)
                || (segment.token(position).value().equals("TITLE") && wordAnnounces(position));
        int first = position + 1;
        if (first >= segment.size()) {
            return Optional.empty();
        }
        int begin = announced ? first : -1;
        for (int i = first; begin < 0 && i < segment.size(); i++) {
            boolean capital =
                    Character.isUpperCase(message.charAt(segment.token(i).start()));
            boolean year = i == first && segment.is(i, Kind.NUMBER) && segment.has(Kind.ADD);
            boolean renamed = segment.is(i, Kind.TO) && segment.had(Kind.CHANGE);
            if (capital || year) {
                begin = i;
            } else if (!segment.is(i, Kind.FILLER, Kind.JOIN) && !renamed) {
                return Optional.empty();
            }
        }
        if (begin < 0) {
            return Optional.empty();
        }
        int end = begin;
        while (end < segment.size() && !endsText(end, begin)) {
            end++;
        }
        if (end == begin) {
            return Optional.empty();
        }
        for (int i = begin; i < end; i++) {
            segment.use(i);
        }
        String text = message.substring(
                segment.token(begin).start(), segment.token(end - 1).end());
        return text.toLowerCase(Locale.ROOT).matches("my (own )?name|a name|text|我的名字|名字")
                ? Optional.empty()
                : Optional.of(text);
    }

    /** "the word EXPORT", "the words Hello there". */
    private boolean wordAnnounces(int position) {
        String word = message.substring(
                        segment.token(position).start(), segment.token(position).end())
                .toLowerCase(Locale.ROOT);
        return (word.endsWith("word") || word.endsWith("words") || word.equals("字样"))
                && position + 1 < segment.size()
                && !segment.is(position + 1, Kind.FILLER, Kind.PLACE);
    }

    private boolean endsText(int i, int begin) {
        Token token = segment.token(i);
        boolean capital = Character.isUpperCase(message.charAt(token.start()));
        if (i == begin || capital) {
            return false;
        }
        if (token.is(Kind.FOR, Kind.AT, Kind.PLACE, Kind.COLOR, Kind.THROUGHOUT, Kind.TITLE, Kind.JOIN, Kind.LENGTH)) {
            return true;
        }
        int next = segment.after(i);
        boolean leads = token.is(Kind.FILLER, Kind.FROM);
        return leads
                && segment.is(
                        next,
                        Kind.PLACE,
                        Kind.COLOR,
                        Kind.LENGTH,
                        Kind.BIG,
                        Kind.SMALL,
                        Kind.BEGINNING,
                        Kind.END,
                        Kind.TITLE,
                        Kind.ORDINAL,
                        Kind.NUMBER);
    }

    /** What a clause says about a title's look and time. */
    static final class Style {
        private final Segment segment;

        Style(Segment segment) {
            this.segment = segment;
        }

        TitleStyle read(TitleKind kind) {
            Optional<Film.Title.Place> place = place();
            Optional<Integer> color = color();
            Optional<Double> scale = scale();
            Optional<Double> size = size();
            Optional<Duration> shift = shift();
            Optional<Duration> moved = moved();
            Optional<When> when = moved.isPresent() ? Optional.empty() : when(kind);
            Optional<Duration> stay = when.isPresent() || moved.isPresent() ? Optional.empty() : stay();
            return new TitleStyle(place, color, scale, size, when, fade(), moved, stay, stretch(), shift);
        }

        /** "2 seconds later", 晚两秒. */
        private Optional<Duration> shift() {
            Optional<Token> side = segment.take(Kind.LATER);
            if (side.isEmpty()) {
                return Optional.empty();
            }
            int at = ownLength();
            Duration by = at < 0
                    ? Duration.ofSeconds(2)
                    : Numbers.millis(segment.token(at).value());
            if (at >= 0) {
                segment.use(at);
            }
            segment.takeAll(Kind.ADD, Kind.SHIFT, Kind.FOR);
            return Optional.of(side.get().value().equals("EARLIER") ? by.negated() : by);
        }

        /** "Move the title to 5 seconds": it begins there, and stays as long as it did. */
        private Optional<Duration> moved() {
            int at = ownLength();
            int glue = segment.before(at);
            boolean moved = at >= 0
                    && segment.has(Kind.SHIFT)
                    && segment.is(glue, Kind.TO, Kind.AT)
                    && !segment.is(segment.before(glue), Kind.LENGTH, Kind.NUMBER);
            if (!moved) {
                return Optional.empty();
            }
            segment.use(at);
            segment.use(glue);
            return Optional.of(Numbers.millis(segment.token(at).value()));
        }

        /** "For 3 seconds", without a word of when. */
        private Optional<Duration> stay() {
            int at = ownLength();
            boolean fading = segment.has(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH)
                    && !segment.is(segment.before(at), Kind.FOR);
            if (at < 0 || fading) {
                return Optional.empty();
            }
            segment.use(at);
            segment.takeAll(Kind.FOR);
            return Optional.of(Numbers.millis(segment.token(at).value()));
        }

        /** A title that is to be longer is to be seen longer. */
        private Optional<Double> stretch() {
            if (!segment.had(Kind.TITLE)) {
                return Optional.empty();
            }
            if (segment.take(Kind.LONGER).isPresent()) {
                return Optional.of(1.5);
            }
            return segment.take(Kind.SHORTER).isPresent() ? Optional.of(1 / 1.5) : Optional.empty();
        }

        private Optional<Film.Title.Place> place() {
            Optional<Token> place = segment.take(Kind.PLACE);
            segment.takeAll(Kind.PLACE);
            return place.map(token -> Film.Title.Place.valueOf(token.value()));
        }

        private Optional<Integer> color() {
            Optional<Token> color = segment.take(Kind.COLOR);
            segment.takeAll(Kind.COLOR_WORD);
            return color.map(token -> Integer.parseInt(token.value(), 16));
        }

        private Optional<Double> scale() {
            boolean bigger = segment.take(Kind.BIG, Kind.BIGGER).isPresent() || zoomed("ZOOM_IN");
            boolean smaller = segment.take(Kind.SMALL, Kind.SMALLER).isPresent() || zoomed("ZOOM_OUT");
            if (!bigger && !smaller) {
                return Optional.empty();
            }
            Optional<Double> factor = segment.take(Kind.FACTOR).map(Token::number);
            return factor.isPresent() ? factor : Optional.of(bigger ? 1.4 : 0.7);
        }

        /** 标题放大: where a title is the topic, it is the title that grows. */
        private boolean zoomed(String move) {
            int at = segment.find(Kind.MOVE);
            boolean title = segment.had(Kind.TITLE) && !segment.had(Kind.QUOTE, Kind.IMAGE, Kind.FILM);
            if (at < 0 || !title || !segment.token(at).value().equals(move)) {
                return false;
            }
            segment.use(at);
            return true;
        }

        private Optional<Double> size() {
            if (segment.take(Kind.SIZE).isEmpty()) {
                return Optional.empty();
            }
            return segment.take(Kind.PERCENT).map(Token::number);
        }

        private Optional<Duration> fade() {
            int at = segment.find(Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH, Kind.FADE);
            if (at < 0) {
                return Optional.empty();
            }
            segment.takeAll(Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH, Kind.FADE);
            boolean slow = segment.take(Kind.SLOW, Kind.GENTLE).isPresent();
            return Optional.of(segment.take(Kind.LENGTH)
                    .map(token -> Numbers.millis(token.value()))
                    .orElse(Duration.ofMillis(slow ? 1600 : 800)));
        }

        private Optional<When> when(TitleKind kind) {
            if (segment.take(Kind.THROUGHOUT).isPresent()) {
                return Optional.of(new When.Throughout());
            }
            if (segment.has(Kind.ALL) && segment.has(Kind.FILM)) {
                segment.take(Kind.ALL);
                segment.take(Kind.FILM);
                return Optional.of(new When.Throughout());
            }
            int until = segment.find(Kind.END);
            if (until >= 0 && segment.is(segment.before(until), Kind.TO) && !segment.has(Kind.SHIFT, Kind.FROM)) {
                // "Until the end".
                segment.use(until);
                segment.use(segment.before(until));
                return Optional.of(new When.Throughout());
            }
            Optional<When> range = range();
            if (range.isPresent()) {
                return range;
            }
            int at = ownLength();
            Optional<Duration> length = at < 0
                    ? Optional.empty()
                    : Optional.of(Numbers.millis(segment.token(at).value()));
            int ordinal = segment.before(at);
            boolean fading = at >= 0
                    && segment.has(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH)
                    && !segment.is(ordinal, Kind.ORDINAL, Kind.FOR);
            if (fading) {
                return Optional.empty();
            }
            boolean last = segment.is(ordinal, Kind.ORDINAL, Kind.END)
                    && !segment.token(ordinal).value().equals("1");
            if (at >= 0) {
                segment.use(at);
                if (segment.is(ordinal, Kind.ORDINAL)) {
                    segment.use(ordinal);
                }
            }
            boolean end = segment.take(Kind.END).isPresent() || last;
            boolean beginning = segment.take(Kind.BEGINNING).isPresent();
            if (end || (kind == TitleKind.CREDITS && length.isPresent() && !beginning)) {
                return Optional.of(new When.Last(length.orElse(USUAL)));
            }
            if (length.isPresent() && segment.is(ordinal, Kind.AT, Kind.AFTER, Kind.FROM) && !isFirst(ordinal)) {
                segment.use(ordinal);
                int second = ownLength();
                Duration shown = second < 0
                        ? USUAL
                        : Numbers.millis(segment.token(second).value());
                if (second >= 0) {
                    segment.use(second);
                }
                segment.takeAll(Kind.FOR);
                return Optional.of(new When.From(length.get(), shown));
            }
            if (length.isPresent() && segment.is(at + 1, Kind.AT)) {
                segment.use(at + 1);
                return Optional.of(new When.From(length.get(), USUAL));
            }
            boolean first = segment.is(ordinal, Kind.ORDINAL);
            if (beginning || (length.isPresent() && first)) {
                return Optional.of(new When.From(Duration.ZERO, length.orElse(USUAL)));
            }
            if (at >= 0) {
                segment.release(at);
            }
            return Optional.empty();
        }

        private boolean isFirst(int i) {
            return segment.is(i, Kind.ORDINAL);
        }

        /** "from 2s to 5s", "2-5s", 第3秒到第6秒. */
        private Optional<When> range() {
            for (int i = 0; i + 2 < segment.size() + 1; i++) {
                int to = segment.after(i);
                int end = to < 0 ? -1 : segment.after(to);
                boolean shape = segment.is(i, Kind.LENGTH, Kind.NUMBER)
                        && segment.free(i)
                        && segment.is(to, Kind.TO, Kind.JOIN)
                        && segment.is(end, Kind.LENGTH)
                        && segment.free(end);
                if (shape) {
                    Duration second = Numbers.millis(segment.token(end).value());
                    Duration first = segment.is(i, Kind.LENGTH)
                            ? Numbers.millis(segment.token(i).value())
                            : Duration.ofMillis(Math.round(segment.token(i).number() * 1000));
                    segment.use(i);
                    segment.use(to);
                    segment.use(end);
                    segment.takeAll(Kind.FROM);
                    if (second.compareTo(first) > 0) {
                        return Optional.of(new When.From(first, second.minus(first)));
                    }
                }
            }
            return Optional.empty();
        }

        /** A length that isn't the film's. */
        private int ownLength() {
            for (int i = 0; i < segment.size(); i++) {
                if (segment.free(i) && segment.is(i, Kind.LENGTH)) {
                    int next = segment.after(i);
                    boolean films = segment.is(next, Kind.FILM, Kind.LONG, Kind.RATIO, Kind.LONGER, Kind.SHORTER);
                    if (!films) {
                        return i;
                    }
                }
            }
            return -1;
        }
    }
}
