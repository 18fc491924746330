package io.longtake.studio.editor;

import io.longtake.studio.editor.Arrangement.Pace;
import io.longtake.studio.editor.Token.Kind;
import io.longtake.studio.editor.Wish.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long: the film, each photo, one clip; and trims of videos. */
final class LengthRules {
    private final Segment segment;
    private final Target target;
    private final boolean video;
    private final List<Wish> wishes;

    LengthRules(Segment segment, Target target, boolean video, List<Wish> wishes) {
        this.segment = segment;
        this.target = target;
        this.video = video;
        this.wishes = wishes;
    }

    void apply() {
        if (video && trims()) {
            return;
        }
        int at = segment.find(Kind.LENGTH);
        boolean longer = segment.has(Kind.LONGER);
        boolean shorter = segment.has(Kind.SHORTER) || cuts();
        if (at >= 0) {
            Duration length = Numbers.millis(segment.token(at).value());
            boolean afterTitle = !wishes.isEmpty()
                    && (wishes.get(wishes.size() - 1) instanceof Wish.AddTitle
                            || wishes.get(wishes.size() - 1) instanceof Wish.ChangeTitle)
                    && segment.is(segment.before(at), Kind.FOR, Kind.ORDINAL, Kind.FROM, Kind.AT)
                    && !segment.had(Kind.FILM, Kind.MAKE, Kind.IMAGE);
            if (afterTitle || ofTransition(at, length)) {
                return;
            }
            segment.use(at);
            boolean to = segment.has(Kind.TO) && segment.before(at) == segment.find(Kind.TO);
            if (segment.is(segment.before(at), Kind.ORDINAL) && segment.free(segment.before(at))) {
                segment.use(segment.before(at));
            }
            wishes.add(length(length, longer, shorter, to));
            tidy();
        } else if (longer || shorter) {
            relative(longer);
        } else if (segment.has(Kind.LONG) && segment.has(Kind.FACTOR)) {
            wishes.add(
                    new Wish.ScaleLength(segment.take(Kind.FACTOR).orElseThrow().number()));
            tidy();
        }
    }

    /** "Use cross-fades, one second": a length of its own behind a transition is the transition's. */
    private boolean ofTransition(int at, Duration length) {
        boolean alone = segment.before(at) < 0 && segment.after(at) < 0;
        int last = wishes.size() - 1;
        if (alone
                && length.toMillis() <= 3000
                && last >= 0
                && wishes.get(last) instanceof Wish.SetTransition transition
                && transition.length().isEmpty()) {
            segment.use(at);
            wishes.set(last, new Wish.SetTransition(transition.kind(), Optional.of(length)));
            return true;
        }
        return false;
    }

    private boolean cuts() {
        int cut = segment.find(Kind.TRANSITION_KIND);
        return segment.has(Kind.REMOVE, Kind.TRIM)
                || (cut >= 0 && segment.token(cut).value().equals("CUT"));
    }

    private Wish length(Duration length, boolean longer, boolean shorter, boolean to) {
        boolean each =
                segment.has(Kind.EACH) || (segment.has(Kind.ALL) && segment.has(Kind.IMAGE) && !segment.had(Kind.MAKE));
        if (!target.isFilm()) {
            return new Wish.SetClipLength(target, length);
        }
        if (each) {
            return new Wish.SetEachLength(length);
        }
        if (to) {
            return new Wish.SetLength(length);
        }
        if (longer || (segment.has(Kind.ADD) && !segment.had(Kind.FILM))) {
            return new Wish.ChangeLength(length);
        }
        return shorter ? new Wish.ChangeLength(length.negated()) : new Wish.SetLength(length);
    }

    private void relative(boolean longer) {
        Optional<Double> factor = segment.take(Kind.FACTOR).map(Token::number);
        Optional<Double> part = segment.take(Kind.PERCENT).map(token -> token.number() / 100);
        if (!longer && factor.isEmpty() && part.isEmpty() && !segment.has(Kind.SHORTER)) {
            return;
        }
        double scale = longer ? 1 + part.orElse(0.25) : 1 - part.orElse(0.25);
        if (factor.isPresent()) {
            scale = longer ? Math.max(factor.get(), 1 / factor.get()) : Math.min(factor.get(), 1 / factor.get());
        }
        tidy();
        wishes.add(
                target.isFilm()
                        ? new Wish.ScaleLength(scale)
                        : new Wish.ScaleClipLength(target, longer ? 1.5 : 1 / 1.5));
    }

    /** "Trim the first 3 seconds off", "cut the clip from 5s to 10s": only where a video was uploaded. */
    private boolean trims() {
        boolean trims = segment.has(Kind.TRIM, Kind.REMOVE) || cuts();
        if (!trims || !segment.has(Kind.LENGTH)) {
            return false;
        }
        int at = segment.find(Kind.LENGTH);
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

    private void trim(int at, Optional<Duration> from, Optional<Duration> to, Optional<Duration> offEnd) {
        segment.use(at);
        segment.takeAll(Kind.TRIM, Kind.REMOVE, Kind.TRANSITION_KIND, Kind.TO, Kind.FROM, Kind.JOIN, Kind.FILM);
        wishes.add(new Wish.TrimClip(target, from, to, offEnd));
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
