package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a message, English or Chinese, into wishes.
 *
 * <p>Tokens, then clauses, then rules that each take the tokens they make sense of. What no rule took is reported, so that nothing
 * a person wrote is passed over in silence.
 */
public final class WishReader {
    private final String message;
    private final List<MediaItem> media;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Wish.Ref> mentioned = new ArrayList<>();
    /** Whether what is read is the whole message. */
    private final boolean alone;
    /** Whether there is no film yet. */
    private final boolean firstMessage;

    private final List<Token> tokens;
    /** Whether the message tells what happens in which stretch of the film. */
    private final boolean staged;

    private final StretchRules stretches;
    private final StyleRules styles;
    private final MusicFades fades;
    private final TitleContinuation continuation;
    private final Leftovers leftovers;
    private final FilmOnly filmOnly;

    /** Whether what is read goes on about what the film is to be: "make it slow and dreamy". */
    private boolean making;
    /** Whether several motions have a length each: "hold still for 2 seconds, then zoom in for 3". */
    private boolean inTurn;
    /** Whether the message is one clause. */
    private boolean whole;
    /** What a bare "reduce by 20%" is about. */
    private Topic topic;

    private WishReader(String message, Scene scene, boolean alone) {
        this.message = message;
        this.media = scene.media();
        this.topic = Topic.of(scene.before());
        this.firstMessage = scene.before().isEmpty();
        this.alone = alone;
        this.tokens = tokens(message, media, alone, firstMessage);
        List<Spans.Span> spans = Spans.all(tokens);
        this.staged = Spans.tellsStretches(tokens, spans);
        boolean behind = staged && Spans.behindMoves(tokens, spans);
        this.stretches = new StretchRules(message, media, mentioned, firstMessage, behind, wishes, remarks);
        this.styles = new StyleRules(wishes, firstMessage);
        this.fades = new MusicFades(message, wishes);
        this.continuation = new TitleContinuation(wishes);
        this.leftovers = new Leftovers(message, wishes, remarks);
        this.filmOnly = new FilmOnly(message, wishes, remarks);
    }

    /**
     * Reads a message, or the clauses of one that no template covers.
     *
     * @param whole whether this is all that the message says
     * @param earlier what the clauses before it said
     * @return all of the message's instructions so far, the earlier ones among them
     */
    static Reading read(String message, Scene scene, boolean whole, List<Wish> earlier) {
        WishReader reader = new WishReader(TitleWords.quoted(message, scene.titles()), scene, whole);
        reader.wishes.addAll(earlier);
        return reader.reading();
    }

    private static List<Token> tokens(String message, List<MediaItem> media, boolean alone, boolean first) {
        List<Token> tokens = MusicLength.found(message, Tokens.of(message, media), media);
        tokens = Ellipsis.spelledOut(message, tokens);
        tokens = Subject.passedOver(message, Courtesy.passedOver(message, tokens, alone), first);
        return Spans.apart(tokens);
    }

    private Reading reading() {
        Sequence sequence = Sequence.of(tokens);
        sequence.wish().ifPresent(wishes::add);
        clauses(Clauses.of(sequence.rest()));
        stretches.close();
        oneLook();
        styles.applyStyle();
        if (wishes.stream().anyMatch(Wish.SetMusic.class::isInstance)) {
            // "Different music, more upbeat" tells which.
            remarks.removeIf(Remark.WhichMusic.class::isInstance);
        }
        boolean made = wishes.stream().anyMatch(Wish.Make.class::isInstance);
        List<Wish> all = new ArrayList<>(wishes);
        all.addAll(filmOnly.titlesOver());
        if (made) {
            all.removeIf(Wish.Make.class::isInstance);
            all.add(0, new Wish.Make());
        }
        return new Reading(all, remarks, List.of(), Languages.isChinese(message) ? Language.CHINESE : Language.ENGLISH);
    }

    /** A film has one look; of several the first counts, and that is said. */
    private void oneLook() {
        List<Wish.SetLook> looks = wishes.stream()
                .filter(Wish.SetLook.class::isInstance)
                .map(Wish.SetLook.class::cast)
                .distinct()
                .toList();
        if (looks.size() > 1) {
            wishes.removeAll(looks.subList(1, looks.size()));
            remarks.add(new Remark.OneLook(looks.get(0).look()));
        }
    }

    private void clauses(List<Clauses.Clause> clauses) {
        Kind refusal = Kind.FILLER;
        whole = alone && clauses.size() == 1;
        long timedMoves = clauses.stream()
                .filter(clause ->
                        clause.segment().has(Kind.LENGTH) && clause.segment().has(Kind.MOVE, Kind.MOTION))
                .count();
        inTurn = timedMoves > 1;
        for (Clauses.Clause clause : clauses) {
            Segment segment = clause.segment();
            boolean bareNoun =
                    segment.has(Kind.TITLE, Kind.MUSIC, Kind.TRANSITION, Kind.FADE, Kind.LOOK_WORD, Kind.MOVE)
                            && !segment.has(
                                    Kind.QUOTE,
                                    Kind.MOOD,
                                    Kind.GENTLE,
                                    Kind.SMOOTH,
                                    Kind.PERCENT,
                                    Kind.LENGTH,
                                    Kind.ADD,
                                    Kind.MAKE,
                                    Kind.CHANGE,
                                    Kind.KEEP,
                                    Kind.LOOK,
                                    Kind.TRANSITION_KIND,
                                    Kind.PLACE,
                                    Kind.SLOW,
                                    Kind.FAST);
            boolean ofClip = segment.has(Kind.MOVE) && segment.has(Kind.ORDINAL, Kind.MEDIUM, Kind.IMAGE);
            boolean refused =
                    clause.joined() && refusal != Kind.FILLER && ((bareNoun && !ofClip) || clipAlone(segment));
            if (!refused) {
                refusal = segment.has(Kind.REMOVE) ? Kind.REMOVE : segment.has(Kind.NOT) ? Kind.NOT : Kind.FILLER;
            }
            clause(segment, refused);
        }
    }

    /** "Remove the title and the second photo": the clip goes too. */
    private static boolean clipAlone(Segment segment) {
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.is(i, Kind.ORDINAL, Kind.MEDIUM, Kind.IMAGE, Kind.NUMBER, Kind.FILLER, Kind.JOIN)) {
                return false;
            }
        }
        return segment.has(Kind.ORDINAL, Kind.MEDIUM, Kind.IMAGE);
    }

    private void clause(Segment said, boolean refused) {
        Segment segment = fades.ofMusic(said);
        int before = wishes.size() + remarks.size();
        int first = wishes.size();
        boolean no = refused || segment.has(Kind.NOT, Kind.REMOVE);
        making = segment.has(Kind.MAKE) || (making && !segment.has(Kind.ADD, Kind.CHANGE, Kind.MUSIC, Kind.TITLE));
        if (segment.take(Kind.HELP).isPresent()) {
            segment.useAll();
            remarks.add(new Remark.Help());
            return;
        }
        segment.takeAll(Kind.MUSIC_LENGTH)
                .forEach(token -> wishes.add(
                        new Wish.LengthOfMusic(Optional.of(token.value()).filter(id -> !id.isEmpty()))));
        if (!segment.takeAll(Kind.BEAT).isEmpty()) {
            remarks.add(new Remark.OnTheBeat());
        }
        KeptRules kept = new KeptRules(message, wishes, remarks);
        HistoryRules history = new HistoryRules(message, wishes, remarks);
        if (notRemoved(segment)
                || kept.cannot(segment)
                || history.history(segment)
                || kept.kept(segment)
                || amount(segment)) {
            return;
        }
        no |= KeptRules.keptBut(segment);
        if (staged && stretches.staged(segment)) {
            return;
        }
        if (LengthRules.tellsMoment(segment, message, hasVideo()) && !continuation.goesOnAboutTitle(segment)) {
            leftovers.nothingOf(segment, first);
            return;
        }
        new TitleRules(segment, message, media, no, wishes, remarks).apply();
        OrderRules order = new OrderRules(segment, message, media, mentioned, whole, wishes, remarks);
        order.apply(no);
        new SoundRules(segment, media, no, making, order.target(), wishes, remarks).apply();
        new PictureRules(segment, order.target(), order.hasVideo(), no, wishes, remarks).apply();
        LengthRules lengths = new LengthRules(segment, order.target(), media, firstMessage && !inTurn, wishes);
        lengths.apply();
        if (lengths.isStray()) {
            leftovers.nothingOf(segment, first);
            return;
        }
        stretches.inItsStretch(first, order.hasTarget());
        if (order.hasTarget()) {
            filmOnly.forOneClip(segment, first, order.target());
        }
        continuation.continued(segment);
        styles.style(segment);
        topic = wishes.size() > first ? Topic.of(wishes.get(wishes.size() - 1)) : topic;
        if (leftovers.destroys(segment, first)) {
            return;
        }
        leftovers.report(segment, wishes.size() + remarks.size() > before, order);
    }

    /** "Reduce by 20%": of what is named, or of what was spoken of last. */
    private boolean amount(Segment segment) {
        int at = segment.find(Kind.AMOUNT);
        int part = segment.find(Kind.PERCENT, Kind.FACTOR);
        boolean music = segment.has(Kind.MUSIC, Kind.VOLUME);
        boolean length = segment.has(Kind.LONG, Kind.FILM);
        boolean other = segment.has(
                Kind.TITLE, Kind.SIZE, Kind.MOTION, Kind.SPEED, Kind.PACE, Kind.TRANSITION, Kind.WORD, Kind.IMAGE);
        if (at < 0 || part < 0 || other || segment.has(Kind.TO)) {
            return false;
        }
        double share = segment.token(part).is(Kind.PERCENT)
                ? segment.token(part).number() / 100
                : segment.token(part).number();
        double factor = segment.token(at).value().equals("UP") ? 1 + share : Math.max(0, 1 - share);
        if (music || (!length && topic == Topic.MUSIC)) {
            wishes.add(new Wish.ScaleVolume(factor));
        } else if (length || topic == Topic.LENGTH) {
            wishes.add(new Wish.ScaleLength(factor));
        } else {
            remarks.add(new Remark.WhichAmount(message.substring(
                    segment.token(at).start(), segment.token(part).end())));
        }
        segment.useAll();
        return true;
    }

    private boolean hasVideo() {
        return media.stream().anyMatch(item -> item.kind() == MediaItem.Kind.VIDEO);
    }

    /** "Don't remove the cat": it stays. */
    private boolean notRemoved(Segment segment) {
        int remove = segment.find(Kind.REMOVE);
        int not = segment.before(remove);
        if (segment.is(not, Kind.TO)) {
            not = segment.before(not);
        }
        if (remove < 0 || !segment.is(not, Kind.NOT)) {
            return false;
        }
        new OrderRules(segment, message, media, mentioned, whole, wishes, remarks).mention();
        segment.useAll();
        wishes.add(new Wish.Make());
        return true;
    }
}
