package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.understand.Wish.TitleStyle;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    /** Carried out last: when a clip is seen depends on everything else. */
    private final List<Wish> titlesOver = new ArrayList<>();
    /** Whether what is read goes on about what the film is to be: "make it slow and dreamy". */
    private boolean making;

    /** Whether what is said goes on about the music with which it began. */
    private boolean musicFirst;

    /** Whether several motions have a length each: "hold still for 2 seconds, then zoom in for 3". */
    private boolean inTurn;

    /** Whether what is read is the whole message. */
    private boolean alone = true;

    /** Whether the message is one clause. */
    private boolean whole;

    /** What a bare "reduce by 20%" is about. */
    private Topic topic;

    /** Whether the message tells what happens in which stretch of the film. */
    private boolean staged;

    private boolean spansBehind;
    private final List<Wish.Stage> stages = new ArrayList<>();
    /** A stretch in a clause of its own, "[0-2s] static": that of the next clause. */
    private Optional<Wish.Stage> awaited = Optional.empty();

    /** The mood and the pace of what the film is for, such as {@code ROMANTIC/SLOW} for a wedding. */
    private Optional<String> style = Optional.empty();

    /** Whether there is no film yet. */
    private final boolean firstMessage;

    private WishReader(String message, List<MediaItem> media, Topic topic, boolean firstMessage) {
        this.message = message;
        this.media = media;
        this.topic = topic;
        this.firstMessage = firstMessage;
    }

    private enum Topic {
        LENGTH,
        MUSIC,
        OTHER
    }

    /**
     * Reads a message, or the clauses of one that no template covers.
     *
     * @param whole whether this is all that the message says
     * @param earlier what the clauses before it said
     * @return all of the message's instructions so far, the earlier ones among them
     */
    static Reading read(String message, Scene scene, boolean whole, List<Wish> earlier) {
        WishReader reader = new WishReader(
                TitleWords.quoted(message, scene.titles()),
                scene.media(),
                lastTopic(scene.before()),
                scene.before().isEmpty());
        reader.alone = whole;
        reader.wishes.addAll(earlier);
        return reader.reading();
    }

    private Reading reading() {
        List<Token> tokens = MusicLength.found(message, Tokens.of(message, media), media);
        tokens = Ellipsis.spelledOut(message, tokens);
        tokens = Subject.passedOver(message, Courtesy.passedOver(message, tokens, alone));
        tokens = Spans.apart(tokens);
        List<Spans.Span> spans = Spans.all(tokens);
        staged = Spans.tellsStretches(tokens, spans);
        spansBehind = staged && Spans.behindMoves(tokens, spans);
        Sequence sequence = Sequence.of(tokens);
        sequence.wish().ifPresent(wishes::add);
        clauses(Clauses.of(sequence.rest()));
        stage();
        oneLook();
        applyStyle();
        boolean made = wishes.stream().anyMatch(Wish.Make.class::isInstance);
        List<Wish> all = new ArrayList<>(wishes);
        all.addAll(titlesOver);
        if (made) {
            all.removeIf(Wish.Make.class::isInstance);
            all.add(0, new Wish.Make());
        }
        return new Reading(all, remarks, List.of(), chinese(message));
    }

    /** What the last edit was about, if it was about one thing. */
    private static Topic lastTopic(Optional<Timeline> before) {
        if (before.isEmpty()) {
            return Topic.OTHER;
        }
        List<Arrangement> past = before.get().past();
        Arrangement now = before.get().now();
        Arrangement earlier = past.isEmpty() ? Arrangement.of(now.clips()) : past.get(past.size() - 1);
        if (earlier.equals(now)) {
            return Topic.OTHER;
        }
        if (earlier.withMusic(now.music()).equals(now)) {
            return Topic.MUSIC;
        }
        return earlier.withLength(now.length()).equals(now) ? Topic.LENGTH : Topic.OTHER;
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

    /** 音乐用史诗的，结尾淡出五秒; "epic music, fading out over five seconds": the fade is the music's. */
    private Segment ofMusic(Segment segment) {
        int first = segment.find(java.util.Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.FILLER && kind != Kind.JOIN)
                .toArray(Kind[]::new));
        int fade = segment.find(Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH, Kind.FADE);
        // What ends in black is a picture.
        boolean bare = fade >= 0 && !words(segment.token(fade)).matches(".*(?:black|黑).*");
        for (int i = 0; i < segment.size() && bare; i++) {
            bare = segment.is(
                    i,
                    Kind.FILLER,
                    Kind.JOIN,
                    Kind.BEGINNING,
                    Kind.END,
                    Kind.FADE_IN,
                    Kind.FADE_OUT,
                    Kind.FADE_BOTH,
                    Kind.FADE,
                    Kind.LENGTH,
                    Kind.AT,
                    Kind.FOR,
                    Kind.SLOW,
                    Kind.GENTLE);
        }
        int last = wishes.size() - 1;
        boolean music = last >= 0 && topicOf(wishes.get(last)) == Topic.MUSIC;
        boolean goesOn =
                bare && music && first == fade && words(segment.token(fade)).matches("fad(?:ing|es) .*");
        if ((bare && musicFirst) || goesOn) {
            List<Token> tokens = new ArrayList<>();
            tokens.add(new Token(
                    Kind.MUSIC, "-", segment.token(0).start(), segment.token(0).start()));
            for (int i = 0; i < segment.size(); i++) {
                tokens.add(segment.token(i));
            }
            return new Segment(tokens);
        }
        if (first >= 0) {
            boolean length = segment.is(first, Kind.LENGTH) && segment.after(first) < 0;
            boolean ofMusic = segment.is(first, Kind.MUSIC, Kind.OWN) || musicAlone(segment);
            musicFirst = ofMusic ? chinese(message) : musicFirst && length;
        }
        return segment;
    }

    /** 用史诗音乐: of nothing else. */
    private static boolean musicAlone(Segment segment) {
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.is(
                    i,
                    Kind.MUSIC,
                    Kind.OWN,
                    Kind.MOOD,
                    Kind.GENRE,
                    Kind.INSTRUMENT,
                    Kind.GENTLE,
                    Kind.VOLUME,
                    Kind.PERCENT,
                    Kind.ADD,
                    Kind.CHANGE,
                    Kind.FILLER,
                    Kind.JOIN)) {
                return false;
            }
        }
        return segment.has(Kind.MUSIC, Kind.OWN);
    }

    /** "A wedding video" sets the style of a new film; of a film that exists, only if the clause says nothing else. */
    private void style(Segment segment) {
        List<Token> told = segment.takeAll(Kind.STYLE);
        if (told.isEmpty()) {
            return;
        }
        boolean nothingElse = true;
        for (int i = 0; i < segment.size(); i++) {
            nothingElse &= segment.is(i, Kind.STYLE, Kind.FILLER, Kind.JOIN, Kind.MAKE, Kind.FILM, Kind.FOR, Kind.ADD);
        }
        if (style.isEmpty() && (firstMessage || nothingElse)) {
            style = Optional.of(told.get(0).value());
        }
        wishes.add(new Wish.Make());
    }

    /** Pace and music of the style, where the message does not tell them. */
    private void applyStyle() {
        if (style.isEmpty()) {
            return;
        }
        String[] moodAndPace = style.get().split("/", -1);
        boolean music = wishes.stream().anyMatch(wish -> topicOf(wish) == Topic.MUSIC || wish instanceof Wish.NoMusic);
        boolean pace = wishes.stream()
                .anyMatch(wish -> wish instanceof Wish.SetPace
                        || wish instanceof Wish.SetEachLength
                        || wish instanceof Wish.StagedMotion);
        if (!music) {
            wishes.add(new Wish.SetMusic(
                    Optional.of(io.longtake.studio.film.Film.Mood.valueOf(moodAndPace[0])),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        if (!pace) {
            wishes.add(new Wish.SetPace(Arrangement.Pace.valueOf(moodAndPace[1])));
        }
    }

    private String words(Token token) {
        return message.substring(token.start(), token.end()).toLowerCase(Locale.ROOT);
    }

    private void clause(Segment said, boolean refused) {
        Segment segment = ofMusic(said);
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
        if (notRemoved(segment) || cannot(segment) || history(segment) || kept(segment) || amount(segment)) {
            return;
        }
        no |= keptBut(segment);
        if (staged && staged(segment)) {
            return;
        }
        if (LengthRules.tellsMoment(segment, message, hasVideo()) && !goesOnAboutTitle(segment)) {
            nothingOf(segment, first);
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
            nothingOf(segment, first);
            return;
        }
        inItsStretch(first, order.hasTarget());
        if (order.hasTarget()) {
            forOneClip(segment, first, order.target());
            wishes.subList(first, wishes.size()).forEach(wish -> over(wish, order.target()));
        }
        continued(segment);
        style(segment);
        topic = wishes.size() > first ? topicOf(wishes.get(wishes.size() - 1)) : topic;
        if (destroys(segment, first)) {
            return;
        }
        leftovers(segment, wishes.size() + remarks.size() > before, order);
    }

    /**
     * "Remove the dog from the beach photo": with a word that nobody knows, a clause that would take pictures out of the film does
     * nothing, and is reported as a whole.
     */
    private boolean destroys(Segment segment, int first) {
        List<Wish> said = wishes.subList(first, wishes.size());
        boolean takes = said.stream()
                .anyMatch(wish -> wish instanceof Wish.RemoveClips
                        || wish instanceof Wish.KeepOnly
                        || wish instanceof Wish.TrimClip
                        || wish instanceof Wish.KeepHalf);
        if (!takes || !segment.has(Kind.WORD, Kind.NUMBER)) {
            return false;
        }
        said.clear();
        remarks.add(new Remark.NotUnderstood(message.substring(
                        segment.token(0).start(),
                        segment.token(segment.size() - 1).end())
                .strip()));
        segment.useAll();
        return true;
    }

    /** Of what films have once, nothing is changed for a clip; titles go from over it. */
    private void forOneClip(Segment segment, int first, Wish.Target clip) {
        List<Wish> said = wishes.subList(first, wishes.size());
        said.replaceAll(
                wish -> wish instanceof Wish.RemoveTitle title && title.which().isEmpty()
                        ? new Wish.RemoveTitleOver(clip)
                        : wish);
        if (said.removeIf(WishReader::isOfFilms)) {
            remarks.add(new Remark.WholeFilmOnly(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
            segment.useAll();
        }
    }

    private static boolean isOfFilms(Wish wish) {
        return wish instanceof Wish.SetLook
                || wish instanceof Wish.SetRatio
                || wish instanceof Wish.SetTransition
                || wish instanceof Wish.OtherTransition
                || wish instanceof Wish.SetFades
                || wish instanceof Wish.NoMusic
                || wish instanceof Wish.SetMusic
                || wish instanceof Wish.ScaleVolume
                || wish instanceof Wish.FadeMusic
                || wish instanceof Wish.ChangeTempo;
    }

    /** 'Add "Day two" on the second photo'. */
    private void over(Wish wish, Wish.Target clip) {
        if (wish instanceof Wish.AddTitle title) {
            boolean stays =
                    title.style().when().isPresent() || title.style().stay().isPresent();
            titlesOver.add(new Wish.TitleOver(title.text(), clip, stays));
        }
    }

    /** A clause about something the studio has no hands for is answered as a whole. */
    private boolean cannot(Segment segment) {
        int at = segment.find(Kind.CANNOT);
        if (at < 0) {
            return false;
        }
        if (segment.has(Kind.NOT, Kind.REMOVE) && !segment.token(at).value().equals("RETOUCH")) {
            // "no watermark": there is none, and there will be none.
            segment.useAll();
            wishes.add(new Wish.Make());
            return true;
        }
        if (segment.has(Kind.QUOTE) && segment.has(Kind.TITLE, Kind.SAYS)) {
            segment.takeAll(Kind.CANNOT);
            return false;
        }
        int last = at;
        for (int i = at; i < segment.size(); i++) {
            if (segment.is(i, Kind.CANNOT)) {
                last = i;
            }
        }
        String words =
                message.substring(segment.token(at).start(), segment.token(last).end());
        remarks.add(new Remark.Cannot(Remark.Ability.valueOf(segment.token(at).value()), words));
        // A length, a ratio or music in the same clause is still a wish of its own.
        boolean published = segment.token(at).value().equals("PUBLISH");
        boolean other =
                !published && segment.has(Kind.LENGTH, Kind.RATIO, Kind.MUSIC, Kind.MOVE, Kind.MOOD, Kind.QUOTE);
        if (!other) {
            segment.useAll();
            return true;
        }
        segment.takeAll(Kind.CANNOT, Kind.WORD, Kind.ADD, Kind.PLACE, Kind.COLOR);
        return false;
    }

    private boolean history(Segment segment) {
        if (segment.has(Kind.UNDO, Kind.REDO, Kind.RESET) && !ofHistory(segment)) {
            nothingOf(segment, wishes.size());
            return true;
        }
        if (segment.take(Kind.UNDO).isPresent()) {
            if (segment.take(Kind.ALL).isPresent()) {
                wishes.add(new Wish.UndoAll());
                segment.useAll();
                return true;
            }
            int times = segment.take(Kind.NUMBER, Kind.FACTOR)
                    .map(it -> (int) Math.max(1, Math.min(20, it.number())))
                    .orElse(1);
            for (int i = 0; i < times; i++) {
                wishes.add(new Wish.Undo());
            }
        } else if (segment.take(Kind.REDO).isPresent()) {
            wishes.add(new Wish.Redo());
        } else if (segment.take(Kind.RESET).isPresent()) {
            wishes.add(new Wish.StartOver());
        } else {
            return false;
        }
        segment.useAll();
        return true;
    }

    /** "Reset the title to white", "go back to the beach photo", "don't undo that": not a step back. */
    private static boolean ofHistory(Segment segment) {
        if (segment.has(Kind.RESET)) {
            for (int i = 0; i < segment.size(); i++) {
                if (!segment.is(
                        i,
                        Kind.RESET,
                        Kind.FILLER,
                        Kind.JOIN,
                        Kind.ALL,
                        Kind.FILM,
                        Kind.MAKE,
                        Kind.COPY,
                        Kind.FROM,
                        Kind.TO,
                        Kind.BEGINNING)) {
                    return false;
                }
            }
            return true;
        }
        return !segment.has(Kind.NOT, Kind.MEDIUM, Kind.QUOTE, Kind.PLACE, Kind.COLOR, Kind.LENGTH, Kind.MOVE);
    }

    private static Topic topicOf(Wish wish) {
        if (wish instanceof Wish.SetMusic || wish instanceof Wish.OwnMusic || wish instanceof Wish.ScaleVolume) {
            return Topic.MUSIC;
        }
        boolean length = wish instanceof Wish.SetLength
                || wish instanceof Wish.LengthOfMusic
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.ScaleLength
                || wish instanceof Wish.Make;
        return length ? Topic.LENGTH : Topic.OTHER;
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

    /** Takes a clause about one stretch of the film; only motion and titles can have one. */
    private boolean staged(Segment segment) {
        Optional<Spans.Span> span = Spans.in(segment);
        if (segment.has(
                Kind.TITLE,
                Kind.QUOTE,
                Kind.TRIM,
                Kind.TRANSITION_KIND,
                Kind.ONLY,
                Kind.KEEP,
                Kind.REMOVE,
                Kind.CHANGE,
                Kind.LONGER,
                Kind.SHORTER,
                Kind.LONG)) {
            return false;
        }
        if (span.isEmpty() && (awaited.isEmpty() || !segment.has(Kind.MOVE, Kind.MOTION, Kind.SMOOTH))) {
            return false;
        }
        Wish.Stage stage = span.map(it -> stage(segment, it)).orElseGet(awaited::orElseThrow);
        awaited = Optional.empty();
        OrderRules order = new OrderRules(segment, message, media, mentioned, false, wishes, remarks);
        order.apply(false);
        List<Wish> found = new ArrayList<>();
        new PictureRules(segment, order.target(), order.hasVideo(), false, found, remarks).apply();
        segment.takeAll(
                Kind.FILLER,
                Kind.JOIN,
                Kind.COLON,
                Kind.FOR,
                Kind.AT,
                Kind.FROM,
                Kind.TO,
                Kind.IMAGE,
                Kind.MAKE,
                Kind.ADD,
                Kind.FILM,
                Kind.KEEP);
        boolean rest = segment.find(Kind.values()) >= 0;
        int last = wishes.size() - 1;
        if (found.isEmpty() && !rest && !order.hasTarget()) {
            if (spansBehind && last >= 0 && wishes.get(last) instanceof Wish.SetMotion motion) {
                wishes.remove(last);
                stages.add(filled(stage, motion));
            } else {
                awaited = Optional.of(stage);
            }
            return true;
        }
        if (!rest && found.size() == 1 && found.get(0) instanceof Wish.SetMotion motion) {
            stages.add(filled(stage, motion));
        } else {
            remarks.add(new Remark.NoStretch(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
        }
        segment.useAll();
        return true;
    }

    /** "0-3s: zoom in, title "Hi"": the title's stretch is the motion's before it. */
    private void inItsStretch(int first, boolean onClip) {
        if (stages.isEmpty() || spansBehind || onClip) {
            return;
        }
        Wish.Stage stage = stages.get(stages.size() - 1);
        TitleStyle time = TitleStyle.when(
                new Arrangement.When.From(stage.from(), stage.to().minus(stage.from())));
        for (int i = first; i < wishes.size(); i++) {
            if (wishes.get(i) instanceof Wish.AddTitle title && !title.style().tellsTime()) {
                wishes.set(
                        i,
                        new Wish.AddTitle(
                                title.text(), title.kind(), title.style().and(time)));
            }
        }
    }

    private Wish.Stage stage(Segment segment, Spans.Span span) {
        for (int i = span.first(); i <= span.last(); i++) {
            segment.use(i);
        }
        String words = message.substring(
                segment.token(span.first()).start(), segment.token(span.last()).end());
        return new Wish.Stage(span.from(), span.to(), Wish.Target.FILM, List.of(), Optional.empty(), words);
    }

    private static Wish.Stage filled(Wish.Stage stage, Wish.SetMotion motion) {
        return new Wish.Stage(stage.from(), stage.to(), motion.target(), motion.moves(), motion.speed(), stage.words());
    }

    private void stage() {
        awaited.ifPresent(stage -> remarks.add(new Remark.NotUnderstood(stage.words())));
        List<Wish.Stage> fitting = Wish.Stage.inOrder(stages, remarks);
        if (!fitting.isEmpty()) {
            boolean told = wishes.stream()
                    .anyMatch(wish -> wish instanceof Wish.SetLength
                            || wish instanceof Wish.SetEachLength
                            || wish instanceof Wish.LengthOfMusic);
            wishes.add(new Wish.StagedMotion(fitting, firstMessage && !told));
        }
    }

    private boolean hasVideo() {
        return media.stream().anyMatch(item -> item.kind() == MediaItem.Kind.VIDEO);
    }

    /** "…, at the top, for the last 5 seconds" behind a title. */
    private boolean goesOnAboutTitle(Segment segment) {
        int last = wishes.size() - 1;
        return last >= 0
                && (wishes.get(last) instanceof Wish.AddTitle || wishes.get(last) instanceof Wish.ChangeTitle)
                && !segment.has(
                        Kind.MUSIC,
                        Kind.OWN,
                        Kind.MOVE,
                        Kind.MOTION,
                        Kind.LOOK,
                        Kind.TRANSITION,
                        Kind.LOUDER,
                        Kind.SOFTER,
                        Kind.SPEED,
                        Kind.WORD);
    }

    /** A clause with a length that belongs to nothing changes nothing: to do the rest of it would be something else. */
    private void nothingOf(Segment segment, int first) {
        List<Wish> said = wishes.subList(first, wishes.size());
        said.removeIf(wish -> !(wish instanceof Wish.OwnMusic));
        int from = 0;
        if (!said.isEmpty()) {
            // "Use my song from 0:10": the song, and not from there.
            int length = Math.max(0, segment.find(Kind.LENGTH));
            from = Math.max(0, segment.before(length));
        }
        String words = message.substring(
                        segment.token(from).start(),
                        segment.token(segment.size() - 1).end())
                .strip();
        remarks.add(segment.had(Kind.LOOK) ? new Remark.NoStretch(words) : new Remark.NotUnderstood(words));
        segment.useAll();
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

    /** "Keep everything but the title": what is excepted goes. */
    private static boolean keptBut(Segment segment) {
        boolean but = segment.has(Kind.KEEP)
                && segment.has(Kind.EXCEPT)
                && segment.has(Kind.TITLE, Kind.MUSIC, Kind.LOOK_WORD, Kind.TRANSITION)
                && !segment.has(Kind.MEDIUM, Kind.ORDINAL, Kind.IMAGE, Kind.QUOTE);
        if (but) {
            segment.takeAll(Kind.KEEP, Kind.EXCEPT, Kind.ALL);
        }
        return but;
    }

    /** "Keep the music": nothing is to change. */
    private boolean kept(Segment segment) {
        if (segment.has(Kind.KEEP)
                && !segment.has(
                        Kind.WORD,
                        Kind.LENGTH,
                        Kind.SMOOTH,
                        Kind.ONLY,
                        Kind.RATIO,
                        Kind.MOVE,
                        Kind.ORDINAL,
                        Kind.NUMBER,
                        Kind.MEDIUM,
                        Kind.PERCENT,
                        Kind.LONGER,
                        Kind.SHORTER,
                        Kind.LOUDER,
                        Kind.SOFTER,
                        Kind.SLOW,
                        Kind.SLOWER,
                        Kind.FAST,
                        Kind.FASTER,
                        Kind.EXCEPT,
                        Kind.LOOK,
                        Kind.PLACE)) {
            segment.useAll();
            wishes.add(new Wish.LeaveAsIs());
            return true;
        }
        return false;
    }

    /** What a clause without a topic says about the title before it: "…, at the top, in red, for 3 seconds". */
    private void continued(Segment segment) {
        int last = wishes.size() - 1;
        if (last >= 0 && topicOf(wishes.get(last)) == Topic.MUSIC && sizeAlone(segment)) {
            // 音乐太吵了，小一点: it is the music that is to be smaller.
            double factor = segment.take(Kind.SMALLER).isPresent() ? 0.7 : 1.4;
            segment.takeAll(Kind.BIGGER);
            if (!(wishes.get(last) instanceof Wish.ScaleVolume)) {
                wishes.add(new Wish.ScaleVolume(factor));
            }
            return;
        }
        if (last >= 0
                && wishes.get(last) instanceof Wish.SetMusic
                && segment.take(Kind.GENTLE).isPresent()) {
            wishes.add(new Wish.ScaleVolume(0.7));
            return;
        }
        if (last >= 0 && segment.has(Kind.PERCENT) && volume(last, segment.token(segment.find(Kind.PERCENT)))) {
            segment.takeAll(Kind.PERCENT, Kind.AT);
            return;
        }
        if (last < 0 || !(wishes.get(last) instanceof Wish.AddTitle || wishes.get(last) instanceof Wish.ChangeTitle)) {
            ofTitle(segment);
            return;
        }
        if (segment.find(
                        Kind.PLACE,
                        Kind.COLOR,
                        Kind.FOR,
                        Kind.ORDINAL,
                        Kind.BIG,
                        Kind.SMALL,
                        Kind.BEGINNING,
                        Kind.END,
                        Kind.THROUGHOUT,
                        Kind.FROM,
                        Kind.AT,
                        Kind.BIGGER,
                        Kind.SMALLER)
                < 0) {
            return;
        }
        Wish wish = wishes.get(last);
        TitleRules.Style style = new TitleRules.Style(segment);
        if (wish instanceof Wish.AddTitle add) {
            TitleStyle more = style.read(add.kind());
            wishes.set(
                    last, new Wish.AddTitle(add.text(), add.kind(), add.style().and(more)));
            tidyTitle(segment, more);
        } else if (wish instanceof Wish.ChangeTitle change) {
            TitleStyle more = style.read(Wish.TitleKind.TITLE);
            wishes.set(
                    last,
                    new Wish.ChangeTitle(
                            change.which(), change.text(), change.style().and(more)));
            tidyTitle(segment, more);
        }
    }

    private static boolean sizeAlone(Segment segment) {
        boolean size = false;
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.SMALLER, Kind.BIGGER) && segment.free(i)) {
                size = true;
            } else if (!segment.is(i, Kind.FILLER, Kind.JOIN)) {
                return false;
            }
        }
        return size;
    }

    /** "Use rain.mp3, 60%": a percentage behind music is its volume. */
    private boolean volume(int last, Token percent) {
        Optional<Double> volume = Optional.of(percent.number() / 100);
        if (wishes.get(last) instanceof Wish.SetMusic music && music.volume().isEmpty()) {
            wishes.set(last, music.withVolume(percent.number() / 100));
            return true;
        }
        if (wishes.get(last) instanceof Wish.OwnMusic music && music.volume().isEmpty()) {
            wishes.set(last, new Wish.OwnMusic(music.medium(), volume));
            return true;
        }
        return false;
    }

    /** Only words have a colour, a place, a size: "make it yellow", "bigger font", 放到左下角 are about the last title. */
    private void ofTitle(Segment segment) {
        boolean style = segment.has(
                Kind.PLACE,
                Kind.COLOR,
                Kind.BIGGER,
                Kind.SMALLER,
                Kind.BIG,
                Kind.SMALL,
                Kind.SIZE,
                Kind.FACTOR,
                Kind.LATER);
        boolean colorAlone =
                segment.has(Kind.COLOR) && !segment.had(Kind.MAKE, Kind.CHANGE, Kind.COLOR_WORD, Kind.PLACE);
        boolean other = segment.had(
                Kind.IMAGE,
                Kind.FILM,
                Kind.MUSIC,
                Kind.VOLUME,
                Kind.MOVE,
                Kind.MOTION,
                Kind.NOT,
                Kind.SPEED,
                Kind.ORDINAL,
                Kind.MEDIUM,
                Kind.LOOK,
                Kind.LOOK_WORD,
                Kind.CANNOT,
                Kind.WORD,
                Kind.QUOTE,
                Kind.LONG,
                Kind.LONGER,
                Kind.SHORTER,
                Kind.TRANSITION);
        boolean factorAlone =
                segment.has(Kind.FACTOR) && !segment.has(Kind.BIG, Kind.BIGGER, Kind.SMALL, Kind.SMALLER, Kind.SIZE);
        if (!style || other || colorAlone || factorAlone) {
            return;
        }
        TitleStyle read = new TitleRules.Style(segment).read(Wish.TitleKind.TITLE);
        if (!read.isEmpty()) {
            wishes.add(new Wish.ChangeTitle(Optional.empty(), Optional.empty(), read));
            tidyTitle(segment, read);
        }
    }

    private static void tidyTitle(Segment segment, TitleStyle said) {
        if (!said.isEmpty()) {
            segment.takeAll(Kind.SHIFT, Kind.ADD, Kind.CHANGE, Kind.SIZE);
        }
    }

    /** Nouns and verbs that carry nothing alone are fine once the clause had a meaning; unknown words never are. */
    private void leftovers(Segment segment, boolean understood, OrderRules order) {
        boolean makes = segment.had(Kind.MAKE) || segment.had(Kind.FILM);
        segment.takeAll(
                Kind.FILLER,
                Kind.JOIN,
                Kind.COLON,
                Kind.FOR,
                Kind.TO,
                Kind.FROM,
                Kind.AT,
                Kind.ALL,
                Kind.THROUGHOUT,
                Kind.IMAGE,
                Kind.FILM,
                Kind.LONG,
                Kind.EACH,
                Kind.VARIED,
                Kind.MAKE,
                Kind.ONLY,
                Kind.KEEP,
                Kind.NUMBER_SIGN);
        boolean vague = segment.has(Kind.VAGUE, Kind.COOL, Kind.MOOD);
        if (understood && segment.had(Kind.REMOVE, Kind.NOT)) {
            // "Get rid of the music again" repeats nothing.
            segment.takeAll(Kind.COPY);
        }
        if (understood || order.hasTarget() || vague) {
            segment.takeAll(
                    Kind.ADD, Kind.CHANGE, Kind.BEGINNING, Kind.END, Kind.LOOK_WORD, Kind.RATIO_WORD, Kind.GENTLE);
        }
        if (vague) {
            if (!understood) {
                int at = segment.find(Kind.VAGUE, Kind.COOL, Kind.MOOD);
                remarks.add(new Remark.Vague(message.substring(
                        segment.token(at).start(), segment.token(at).end())));
            }
            segment.takeAll(Kind.VAGUE, Kind.COOL, Kind.MOOD);
        }
        boolean rest = false;
        int i = 0;
        while (i < segment.size()) {
            if (!segment.free(i)) {
                i++;
                continue;
            }
            int end = i;
            for (int j = i; j < segment.size() && (segment.free(j) || segment.is(j, Kind.FILLER)); j++) {
                if (segment.free(j)) {
                    end = j;
                }
            }
            rest = true;
            String words = message.substring(
                    segment.token(i).start(), segment.token(end).end());
            boolean aim = i > 0 && segment.is(segment.before(i), Kind.MOVE) && understood;
            remarks.add(aim ? new Remark.Aim(words) : new Remark.NotUnderstood(words));
            i = end + 1;
        }
        boolean film = segment.had(Kind.MAKE) && segment.had(Kind.FILM);
        if (!understood && ((!rest && !vague && makes) || film)) {
            wishes.add(new Wish.Make());
        } else if (!understood && !rest && !vague && order.hasTarget()) {
            remarks.add(new Remark.NotUnderstood(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
        }
    }

    /** Chinese where at least as many Chinese characters as Latin words stand outside quotations. */
    public static boolean chinese(String message) {
        String bare = message.replaceAll("[\"“「『《«][^\"”」』》»]*[\"”」』》»]", " ");
        long han = bare.codePoints()
                .filter(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.HAN)
                .count();
        long latin = java.util.Arrays.stream(bare.toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                .filter(word -> word.length() > 1)
                .count();
        return han > 0 && han >= latin;
    }
}
