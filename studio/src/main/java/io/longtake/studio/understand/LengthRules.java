package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement.Pace;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How long: the film, each photo, one clip; and trims of videos. */
final class LengthRules {
    /** No film is so short; a longer length behind a fade is the film's. */
    private static final Duration LONGEST_FADE = Duration.ofSeconds(5);

    private static final Set<String> PAUSES =
            Set.of("pause", "pauses", "gap", "gaps", "break", "delay", "wait", "停", "隔");
    private static final Set<String> UPLOADED =
            Set.of("uploaded", "sent", "gave", "recorded", "filmed", "provided", "attached", "shared");

    /** What a clause may speak of beside a length that is the film's. */
    private static final Set<Kind> OF_FILM = EnumSet.of(
            Kind.LENGTH,
            Kind.FILLER,
            Kind.JOIN,
            Kind.COLON,
            Kind.STYLE,
            Kind.FILM,
            Kind.MAKE,
            Kind.LONG,
            Kind.LONGER,
            Kind.SHORTER,
            Kind.TO,
            Kind.FOR,
            Kind.FROM,
            Kind.AT,
            Kind.CHANGE,
            Kind.ADD,
            Kind.KEEP,
            Kind.ONLY,
            Kind.RATIO,
            Kind.RATIO_WORD,
            Kind.IMAGE,
            Kind.ALL,
            Kind.EACH,
            Kind.THROUGHOUT,
            Kind.NUMBER,
            Kind.REMOVE,
            Kind.TRIM,
            Kind.TRANSITION_KIND,
            Kind.ORDINAL,
            Kind.BEGINNING,
            Kind.END,
            Kind.NOT);

    /** What a clause may speak of beside a length that is that of clips. */
    private static final Set<Kind> OF_CLIPS = ofClips();

    private static Set<Kind> ofClips() {
        Set<Kind> kinds = EnumSet.copyOf(OF_FILM);
        kinds.addAll(Set.of(
                Kind.MEDIUM,
                Kind.MIDDLE,
                Kind.OTHERS,
                Kind.EVERY_OTHER,
                Kind.EXCEPT,
                Kind.NUMBER_SIGN,
                Kind.MOVE,
                Kind.MOTION,
                Kind.SMOOTH,
                Kind.SLOW,
                Kind.FAST,
                Kind.GENTLE,
                Kind.FACTOR,
                Kind.PACE,
                Kind.AFTER,
                Kind.BEFORE,
                Kind.SHIFT,
                Kind.SPEED));
        return kinds;
    }

    private final Segment segment;
    private final Target target;
    private final boolean video;
    private final List<MediaItem> videos;
    private final boolean first;
    private final List<Wish> wishes;
    private boolean stray;

    /** @param first whether the message is about a film that isn't there yet, whose length it may tell beside other things */
    LengthRules(Segment segment, Target target, List<MediaItem> media, boolean first, List<Wish> wishes) {
        this.segment = segment;
        this.first = first;
        this.target = target;
        this.videos = media.stream()
                .filter(item -> item.kind() == MediaItem.Kind.VIDEO)
                .toList();
        this.video = !videos.isEmpty();
        this.wishes = wishes;
    }

    /** Whether the clause tells a length and not of what: then nothing of it may be carried out. */
    boolean isStray() {
        return stray;
    }

    /**
     * Whether the clause tells a moment or a stretch of the film ("after 5 seconds", "the first 10 seconds", 最后三秒), which only a
     * title, a fade, a trim or a shorter film can be about. Asked before any rule takes the length for its own.
     */
    static boolean tellsMoment(Segment segment, String message, boolean video) {
        if (segment.has(
                Kind.TITLE,
                Kind.QUOTE,
                Kind.REMOVE,
                Kind.TRIM,
                Kind.ONLY,
                Kind.SHORTER,
                Kind.LONGER,
                Kind.HALF,
                Kind.UNDO,
                Kind.LATER)) {
            return false;
        }
        for (int i = 0; i < segment.size(); i++) {
            if (!segment.is(i, Kind.LENGTH)) {
                continue;
            }
            int before = segment.before(i);
            boolean end = segment.is(before, Kind.ORDINAL)
                    && Math.abs(segment.token(before).number()) == 1
                    && !segment.is(before + 1, Kind.FILLER)
                    && !lasts(segment, before, message);
            boolean fade = segment.has(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH);
            boolean cut = segment.has(Kind.TRANSITION_KIND) && !segment.has(Kind.TRANSITION);
            if (end && !fade && !cut) {
                return true;
            }
            boolean kept = segment.is(segment.before(before), Kind.KEEP, Kind.MAKE, Kind.LONG, Kind.FILM)
                    && !segment.is(before + 1, Kind.BEGINNING);
            boolean of = video && segment.had(Kind.FILM);
            if (segment.is(before, Kind.AT, Kind.AFTER, Kind.BEFORE) && !kept && !of && !cut) {
                return true;
            }
        }
        return false;
    }

    /** "Make each photo last 4 seconds": a verb. */
    private static boolean lasts(Segment segment, int last, String message) {
        String words = message.substring(
                        last == 0
                                ? segment.token(last).start()
                                : segment.token(last - 1).start(),
                        segment.token(last).end())
                .toLowerCase(Locale.ROOT);
        return last > 0 && words.matches(".*\\slast") && !words.matches("(?:the|its|my|our|for|in|during|at)\\s.*");
    }

    void apply() {
        if (half() || moments() || onlyVideo() || (video && trims())) {
            return;
        }
        int at = segment.find(Kind.LENGTH);
        if (segment.has(Kind.LATER)) {
            // "Two seconds later" is no length.
            return;
        }
        if (at < 0 && segment.has(Kind.NOT) && segment.has(Kind.LONGER, Kind.SHORTER)) {
            // "Don't make it longer": as it is, it stays.
            segment.takeAll(Kind.NOT, Kind.LONGER, Kind.SHORTER);
            wishes.add(new Wish.Make());
            return;
        }
        boolean longer = segment.has(Kind.LONGER);
        boolean shorter = segment.has(Kind.SHORTER) || cuts();
        if (at >= 0) {
            Duration length = Numbers.millis(segment.token(at).value());
            boolean afterTitle = !wishes.isEmpty()
                    && (wishes.get(wishes.size() - 1) instanceof Wish.AddTitle
                            || wishes.get(wishes.size() - 1) instanceof Wish.ChangeTitle)
                    && segment.is(segment.before(at), Kind.FOR, Kind.ORDINAL, Kind.FROM, Kind.AT)
                    && !segment.had(Kind.FILM, Kind.MAKE, Kind.IMAGE);
            if (afterTitle || ofTransition(at, length) || ofFade(at, length)) {
                return;
            }
            int end = segment.after(segment.after(at));
            boolean range = segment.is(segment.after(at), Kind.TO) && segment.is(end, Kind.LENGTH);
            boolean becomes = range && segment.token(segment.after(at)).value().equals("BECOMES");
            if (becomes || (range && segment.had(Kind.CHANGE, Kind.LONGER, Kind.SHORTER, Kind.LONG))) {
                // "Extend it from 20s to 30s", "30s → 45s".
                segment.use(at);
                segment.use(end);
                wishes.add(new Wish.SetLength(Numbers.millis(segment.token(end).value())));
                tidy();
                return;
            }
            boolean film = segment.is(segment.after(end), Kind.FILM, Kind.RATIO)
                    || (segment.before(at) < 0 && segment.after(end) < 0);
            if (range && film) {
                // "A 30s-40s video": the middle satisfies both.
                segment.use(at);
                segment.use(end);
                Duration high = Numbers.millis(segment.token(end).value());
                wishes.add(new Wish.SetLength(length.plus(high).dividedBy(2)));
                tidy();
                return;
            }
            if ((range && target.isFilm()) || isStray(at, longer || shorter)) {
                stray = true;
                return;
            }
            segment.use(at);
            Duration told = between(at, length);
            boolean to = (segment.has(Kind.TO) && segment.before(at) == segment.find(Kind.TO)) || cutTo(at);
            if (segment.is(segment.before(at), Kind.ORDINAL) && segment.free(segment.before(at))) {
                segment.use(segment.before(at));
            }
            int next = segment.after(at);
            // "The photos 3 seconds", "4 seconds a photo", 四秒一张图.
            boolean photos =
                    segment.is(segment.before(at), Kind.IMAGE) || (next > at + 1 && segment.is(next, Kind.IMAGE));
            wishes.add(length(told, photos, longer, shorter, to && told.equals(length)));
            tidy();
        } else if (longer || shorter) {
            relative(longer);
        } else if (segment.has(Kind.LONG) && segment.has(Kind.FACTOR)) {
            double factor = more(segment.take(Kind.FACTOR).orElseThrow().number());
            wishes.add(target.isFilm() ? new Wish.ScaleLength(factor) : new Wish.ScaleClipLength(target, factor));
            tidy();
        }
    }

    /** Whether the length at {@code at} is neither said of the film nor of clips. */
    private boolean isStray(int at, boolean relative) {
        if (toldOfPause()) {
            return true;
        }
        if (!target.isFilm()) {
            return !toldOf(OF_CLIPS);
        }
        if (segment.has(Kind.EACH)) {
            return false;
        }
        int next = segment.after(at);
        boolean adjacent = segment.is(next, Kind.FILM, Kind.RATIO)
                || (segment.is(next, Kind.LONG) && !segment.had(Kind.MUSIC, Kind.OWN, Kind.TITLE, Kind.TRANSITION))
                || (segment.is(segment.before(at), Kind.LONG) && !segment.had(Kind.MUSIC, Kind.OWN));
        if (toldOfUpload(at)) {
            return true;
        }
        if (first && segment.is(at + 1, Kind.WORD)) {
            // "A 15 second ad for my bakery".
            return false;
        }
        if (adjacent) {
            return false;
        }
        if (!first && !attributive(at) && !toldOf(OF_FILM)) {
            // A length in a clause about something else is not the film's: "warm look for 5 seconds".
            return true;
        }
        boolean others = segment.had(
                Kind.MUSIC,
                Kind.OWN,
                Kind.VOLUME,
                Kind.TITLE,
                Kind.QUOTE,
                Kind.TRANSITION,
                Kind.FADE,
                Kind.FADE_IN,
                Kind.FADE_OUT,
                Kind.FADE_BOTH,
                Kind.MEDIUM,
                Kind.BEFORE,
                Kind.AFTER);
        if (others && !first) {
            return true;
        }
        boolean said = segment.had(Kind.FILM, Kind.MAKE, Kind.LONG, Kind.KEEP, Kind.RATIO) || (relative && !others);
        if (said) {
            return segment.had(Kind.WORD) && segment.had(Kind.IMAGE) && !segment.had(Kind.MAKE, Kind.FILM);
        }
        return segment.had(Kind.WORD) || (!first && (others || segment.had(Kind.MOVE, Kind.MOTION) || behindOther(at)));
    }

    /** Whether the clause is about nothing but these. */
    private boolean toldOf(Set<Kind> kinds) {
        for (int i = 0; i < segment.size(); i++) {
            if (!kinds.contains(segment.token(i).kind())) {
                return false;
            }
        }
        return true;
    }

    /** "A 30 second black and white film": the length stands before the film. */
    private boolean attributive(int at) {
        boolean stretch = segment.is(
                segment.before(at), Kind.FOR, Kind.AT, Kind.AFTER, Kind.BEFORE, Kind.ORDINAL, Kind.BEGINNING, Kind.END);
        for (int i = at + 1; i < segment.size() && !stretch; i++) {
            if (segment.is(i, Kind.FILM, Kind.RATIO)) {
                return true;
            }
        }
        return false;
    }

    /** "A pause of one second after each photo". */
    private boolean toldOfPause() {
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.WORD) && PAUSES.contains(segment.token(i).value())) {
                return true;
            }
        }
        return false;
    }

    /** "The video I uploaded is 20 seconds long": what it is, and not what the film is to be. */
    private boolean toldOfUpload(int at) {
        for (int i = 0; i < at; i++) {
            if (segment.is(i, Kind.WORD) && UPLOADED.contains(segment.token(i).value())) {
                return segment.had(Kind.FILM, Kind.IMAGE);
            }
        }
        return false;
    }

    /** A bare length behind a wish that has a length of its own: nobody knows whose it is. */
    private boolean behindOther(int at) {
        boolean bare = segment.before(at) < 0 && segment.after(at) < 0;
        int last = wishes.size() - 1;
        return bare
                && last >= 0
                && (wishes.get(last) instanceof Wish.OwnMusic
                        || wishes.get(last) instanceof Wish.FadeMusic
                        || wishes.get(last) instanceof Wish.SetFades
                        || wishes.get(last) instanceof Wish.SetTransition);
    }

    /** "Use cross-fades, one second": a length of its own behind a transition is the transition's. */
    private boolean ofTransition(int at, Duration length) {
        int before = segment.before(at);
        int after = segment.after(at);
        boolean each = each(before) || each(after);
        boolean alone = (before < 0 || each(before)) && (after < 0 || (each(after) && segment.after(after) < 0));
        int last = wishes.size() - 1;
        if (alone
                && length.toMillis() <= (each ? 2000 : 3000)
                && last >= 0
                && wishes.get(last) instanceof Wish.SetTransition transition
                && transition.length().isEmpty()) {
            segment.use(at);
            segment.takeAll(Kind.EACH);
            wishes.set(last, new Wish.SetTransition(transition.kind(), Optional.of(length)));
            return true;
        }
        return false;
    }

    /** "Fade to black at the end, about three seconds": a short length of its own behind a fade is the fade's. */
    private boolean ofFade(int at, Duration length) {
        int last = wishes.size() - 1;
        boolean alone = segment.before(at) < 0 && segment.after(at) < 0;
        if (last < 0 || !alone || length.toMillis() > LONGEST_FADE.toMillis()) {
            return false;
        }
        Wish before = wishes.get(last);
        if (before instanceof Wish.SetFades fades && usual(fades.in()) && usual(fades.out())) {
            wishes.set(
                    last,
                    new Wish.SetFades(fades.in().map(it -> length), fades.out().map(it -> length)));
        } else if (before instanceof Wish.FadeMusic fades) {
            wishes.set(
                    last,
                    new Wish.FadeMusic(fades.in().map(it -> length), fades.out().map(it -> length)));
        } else {
            return false;
        }
        segment.use(at);
        return true;
    }

    private static boolean usual(Optional<Duration> fade) {
        return fade.map(PictureRules.USUAL_FADE::equals).orElse(true);
    }

    /** "Each", and not "per photo". */
    private boolean each(int i) {
        return segment.is(i, Kind.ALL)
                || (segment.is(i, Kind.EACH) && segment.token(i).value().equals("-"));
    }

    /** 剪到8秒. */
    private boolean cutTo(int at) {
        int verb = segment.before(at);
        return segment.is(verb, Kind.TRIM) && segment.token(verb).value().equals("TO");
    }

    /** "Remove the first half of the video". */
    private boolean half() {
        int at = segment.find(Kind.HALF);
        boolean away = segment.has(Kind.REMOVE, Kind.TRIM) || cuts();
        boolean kept = segment.has(Kind.ONLY, Kind.KEEP, Kind.ADD);
        if (at < 0 || (!away && !kept) || segment.has(Kind.IMAGE, Kind.TITLE, Kind.MUSIC)) {
            return false;
        }
        boolean first = segment.token(at).value().equals("FIRST");
        segment.takeAll(Kind.HALF, Kind.REMOVE, Kind.TRIM, Kind.TRANSITION_KIND, Kind.ONLY, Kind.KEEP, Kind.ADD);
        wishes.add(new Wish.KeepHalf(target, first == (kept && !away)));
        return true;
    }

    /** "Only seconds 5 to 12". */
    private boolean moments() {
        int at = segment.find(Kind.LENGTH);
        int glue = segment.after(at);
        int end = segment.after(glue);
        boolean range = segment.has(Kind.ONLY, Kind.KEEP)
                && at >= 0
                && segment.is(glue, Kind.TO)
                && segment.is(end, Kind.LENGTH)
                && segment.free(end)
                && !segment.had(Kind.MAKE, Kind.LONG, Kind.TITLE, Kind.QUOTE, Kind.MUSIC);
        if (!range) {
            return false;
        }
        segment.use(end);
        segment.takeAll(Kind.ONLY, Kind.KEEP, Kind.ADD);
        trim(
                at,
                Optional.of(Numbers.millis(segment.token(at).value())),
                Optional.of(Numbers.millis(segment.token(end).value())),
                Optional.empty());
        return true;
    }

    /** "Shorten the clip to 6 seconds" is about the video where there is one, unless it is shorter than that. */
    private boolean onlyVideo() {
        int at = segment.find(Kind.LENGTH);
        int film = segment.find(Kind.FILM);
        boolean to = at >= 0 && (segment.is(segment.before(at), Kind.TO) || cutTo(at));
        boolean clip = film >= 0 && segment.token(film).value().equals("CLIP");
        boolean shorter = segment.has(Kind.SHORTER, Kind.TRIM) || cuts();
        if (videos.size() != 1 || !to || !clip || !shorter || segment.has(Kind.FROM, Kind.ORDINAL)) {
            return false;
        }
        Duration length = Numbers.millis(segment.token(at).value());
        if (length.compareTo(videos.get(0).length()) >= 0 || !target.isFilm()) {
            return false;
        }
        segment.takeAll(Kind.SHORTER);
        Target video = new Target(List.of(new Wish.Ref.Medium(videos.get(0).id())));
        trim(video, at, Optional.of(Duration.ZERO), Optional.of(length), Optional.empty());
        return true;
    }

    private boolean cuts() {
        int cut = segment.find(Kind.TRANSITION_KIND);
        return segment.has(Kind.REMOVE, Kind.TRIM)
                || (cut >= 0 && segment.token(cut).value().equals("CUT"));
    }

    /** "30 to 40 seconds": the middle satisfies both. */
    private Duration between(int at, Duration length) {
        int glue = segment.before(at);
        int low = segment.before(glue);
        boolean range =
                segment.is(glue, Kind.TO, Kind.JOIN) && segment.is(low, Kind.NUMBER, Kind.LENGTH) && segment.free(low);
        if (!range) {
            return length;
        }
        Token first = segment.token(low);
        // "1 to 2 minutes": the unit behind the second number is the first one's too.
        double unit = length.toMillis() % 60_000 == 0 && length.toMillis() / 60_000.0 > first.number() ? 60_000 : 1000;
        double from = first.is(Kind.LENGTH) ? first.number() : first.number() * unit;
        if (from >= length.toMillis()) {
            return length;
        }
        segment.use(glue);
        segment.use(low);
        return Duration.ofMillis(Math.round((from + length.toMillis()) / 2));
    }

    private Wish length(Duration length, boolean photos, boolean longer, boolean shorter, boolean to) {
        boolean each = (photos && !segment.had(Kind.MAKE, Kind.FILM))
                || segment.has(Kind.EACH)
                || (segment.has(Kind.ALL) && segment.has(Kind.IMAGE) && !segment.had(Kind.MAKE));
        if (!target.isFilm() && !to && (longer || shorter)) {
            return new Wish.ChangeClipLength(target, longer ? length : length.negated());
        }
        if (!target.isFilm()) {
            return new Wish.SetClipLength(target, length);
        }
        if (each) {
            return new Wish.SetEachLength(length);
        }
        if (to) {
            return new Wish.SetLength(length);
        }
        if (longer || (adds() && !segment.had(Kind.FILM))) {
            return new Wish.ChangeLength(length);
        }
        return shorter ? new Wish.ChangeLength(length.negated()) : new Wish.SetLength(length);
    }

    /** 长一倍 adds the same once more. */
    private static double more(double factor) {
        return factor == 1 ? 2 : factor;
    }

    /** "Add 10 seconds"; "give me two minutes" adds nothing. */
    private boolean adds() {
        int at = segment.find(Kind.ADD);
        return at >= 0 && !segment.token(at).value().equals("SHOW");
    }

    private void relative(boolean longer) {
        if (segment.has(Kind.ORDINAL) && segment.has(Kind.FACTOR)) {
            // "The first half of the video": a part of it, and not how long the film is.
            segment.takeAll(Kind.FACTOR);
            return;
        }
        Optional<Double> factor = segment.take(Kind.FACTOR).map(Token::number);
        Optional<Double> part = segment.take(Kind.PERCENT).map(token -> token.number() / 100);
        if (!longer && factor.isEmpty() && part.isEmpty() && !segment.has(Kind.SHORTER)) {
            return;
        }
        double scale = longer ? 1 + part.orElse(0.25) : 1 - part.orElse(0.25);
        if (factor.isPresent()) {
            double by = more(factor.get());
            scale = longer ? Math.max(by, 1 / by) : Math.min(by, 1 / by);
        }
        tidy();
        wishes.add(
                target.isFilm()
                        ? new Wish.ScaleLength(scale)
                        : new Wish.ScaleClipLength(target, longer ? 1.5 : 1 / 1.5));
    }

    /** "Trim the first 3 seconds off", "cut the clip from 5s to 10s": only where a video was uploaded. */
    private boolean trims() {
        boolean cut = segment.has(Kind.TRIM, Kind.REMOVE) || cuts();
        boolean part = segment.has(Kind.FILM) && segment.has(Kind.ONLY) && segment.has(Kind.ORDINAL);
        int at = segment.find(Kind.LENGTH);
        int from = segment.before(at);
        // 从第3秒开始: the moment has a sign of its own.
        from = segment.is(from, Kind.AT) ? segment.before(from) : from;
        boolean fromThere = segment.is(from, Kind.FROM) && segment.is(segment.after(at), Kind.AT);
        boolean begins = segment.has(Kind.BEGINNING) && segment.has(Kind.AT, Kind.FROM);
        boolean late = segment.had(Kind.FILM) && (begins || fromThere);
        if ((!cut && !part && !late) || at < 0) {
            return false;
        }
        if (late && !cut) {
            segment.takeAll(Kind.BEGINNING, Kind.AT, Kind.FROM);
            trim(at, Optional.of(Numbers.millis(segment.token(at).value())), Optional.empty(), Optional.empty());
            return true;
        }
        if (fromOneSide(at, part)) {
            return true;
        }
        Duration length = Numbers.millis(segment.token(at).value());
        int before = segment.before(at);
        int glue = segment.after(at);
        int second = glue < 0 ? -1 : segment.after(glue);
        if (segment.is(glue, Kind.TO, Kind.JOIN) && segment.is(second, Kind.LENGTH)) {
            Duration end = Numbers.millis(segment.token(second).value());
            segment.use(second);
            trim(at, Optional.of(length), Optional.of(end), Optional.empty());
            return true;
        }
        if (segment.is(before, Kind.ORDINAL)) {
            boolean first = segment.token(before).value().equals("1");
            segment.use(before);
            if (first && segment.is(segment.before(before), Kind.TO)) {
                trim(at, Optional.of(Duration.ZERO), Optional.of(length), Optional.empty());
                return true;
            }
            trim(
                    at,
                    first ? Optional.of(length) : Optional.empty(),
                    Optional.empty(),
                    first ? Optional.empty() : Optional.of(length));
            return true;
        }
        if (!target.isFilm() && segment.has(Kind.TO)) {
            trim(at, Optional.of(Duration.ZERO), Optional.of(length), Optional.empty());
            return true;
        }
        return false;
    }

    /** "Two seconds off the start", "everything after 12 seconds", "only the first 10 seconds". */
    private boolean fromOneSide(int at, boolean part) {
        Optional<Duration> length = Optional.of(Numbers.millis(segment.token(at).value()));
        int before = segment.before(at);
        if (part
                && segment.is(before, Kind.ORDINAL)
                && segment.token(before).value().equals("1")) {
            segment.use(before);
            segment.takeAll(Kind.ONLY);
            trim(at, Optional.of(Duration.ZERO), length, Optional.empty());
            return true;
        }
        if (segment.is(before, Kind.AFTER)) {
            segment.takeAll(Kind.AFTER, Kind.ALL);
            trim(at, Optional.of(Duration.ZERO), length, Optional.empty());
            return true;
        }
        int side = segment.after(at);
        if (segment.is(side, Kind.BEGINNING, Kind.END) && !segment.is(before, Kind.ORDINAL)) {
            boolean start = segment.is(side, Kind.BEGINNING);
            segment.use(side);
            trim(at, start ? length : Optional.empty(), Optional.empty(), start ? Optional.empty() : length);
            return true;
        }
        return false;
    }

    private void trim(int at, Optional<Duration> from, Optional<Duration> to, Optional<Duration> offEnd) {
        trim(target, at, from, to, offEnd);
    }

    private void trim(Target clips, int at, Optional<Duration> from, Optional<Duration> to, Optional<Duration> offEnd) {
        segment.use(at);
        segment.takeAll(Kind.TRIM, Kind.REMOVE, Kind.TRANSITION_KIND, Kind.TO, Kind.FROM, Kind.JOIN, Kind.FILM);
        wishes.add(new Wish.TrimClip(clips, from, to, offEnd));
    }

    private void tidy() {
        segment.takeAll(
                Kind.LONGER,
                Kind.SHORTER,
                Kind.LONG,
                Kind.EACH,
                Kind.TO,
                Kind.FOR,
                Kind.ADD,
                Kind.CHANGE,
                Kind.REMOVE,
                Kind.TRIM,
                Kind.TRANSITION_KIND,
                Kind.ORDINAL,
                Kind.KEEP,
                Kind.ONLY,
                Kind.AT);
        if (segment.has(Kind.PACE) && wishes.stream().noneMatch(Wish.SetPace.class::isInstance)) {
            wishes.add(new Wish.SetPace(Pace.NORMAL));
        }
    }
}
