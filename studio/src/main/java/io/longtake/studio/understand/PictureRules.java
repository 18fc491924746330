package io.longtake.studio.understand;

import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Pace;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.understand.Wish.Target;
import io.longtake.studio.understand.span.Numbers;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.span.Token.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is seen: motion, transitions, fades, looks, fit, ratio. */
final class PictureRules {
    static final Duration USUAL_FADE = Duration.ofSeconds(1);

    private final Segment segment;
    private final Target target;
    private final boolean video;
    private final boolean no;
    private final List<Wish> wishes;
    private final List<Remark> remarks;

    PictureRules(Segment segment, Target target, boolean video, boolean no, List<Wish> wishes, List<Remark> remarks) {
        this.segment = segment;
        this.target = target;
        this.video = video;
        this.no = no;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    void apply() {
        slowMotion();
        playback();
        pace();
        transitions();
        fades();
        motion();
        looks();
        fit();
        ratio();
    }

    /** Of a video where one was uploaded, else of the camera. */
    private void slowMotion() {
        if (segment.take(Kind.SLOW_MOTION).isEmpty()) {
            return;
        }
        segment.takeAll(Kind.ADD, Kind.SLOW);
        wishes.add(
                video
                        ? new Wish.SetClipSpeed(target, 0.5, false)
                        : new Wish.SetMotion(target, List.of(), Optional.of(Speed.SLOW)));
    }

    /** "Reverse the video" where there is one: that would be to play it backwards. */
    private void playback() {
        if (video && segment.take(Kind.REVERSE).isPresent()) {
            remarks.add(new Remark.Cannot(Remark.Ability.PLAYBACK, "reverse"));
        }
    }

    private void transitions() {
        boolean noun = segment.has(Kind.TRANSITION);
        boolean other =
                noun && !segment.token(segment.find(Kind.TRANSITION)).value().equals("-");
        int kind = segment.find(Kind.TRANSITION_KIND);
        boolean fade = noun && segment.has(Kind.FADE, Kind.FADE_OUT, Kind.FADE_BOTH);
        if (!noun && kind < 0) {
            return;
        }
        // "cut 10 seconds", "cut the first photo": a verb, not a hard cut between shots.
        String word = kind < 0 ? "" : segment.token(kind).value();
        if (!noun && word.equals("CUT") && (segment.has(Kind.LENGTH, Kind.IMAGE) || !target.isFilm())) {
            return;
        }
        segment.takeAll(Kind.TRANSITION, Kind.TRANSITION_KIND);
        if (no) {
            segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.SMOOTH, Kind.FADE);
            boolean noCuts = word.equals("CUT");
            wishes.add(new Wish.SetTransition(
                    Optional.of(noCuts ? Film.Transition.Kind.CROSSFADE : Film.Transition.Kind.CUT), Optional.empty()));
            return;
        }
        Optional<Film.Transition.Kind> chosen =
                word.isEmpty() ? Optional.empty() : Optional.of(Film.Transition.Kind.valueOf(word));
        if (chosen.isEmpty() && fade) {
            boolean black = segment.take(Kind.FADE_OUT).isPresent();
            segment.takeAll(Kind.FADE, Kind.FADE_BOTH);
            chosen = Optional.of(black ? Film.Transition.Kind.DIP_TO_BLACK : Film.Transition.Kind.CROSSFADE);
        }
        boolean soft = segment.take(Kind.SMOOTH, Kind.GENTLE).isPresent();
        boolean another = other || segment.has(Kind.VARIED) || (segment.has(Kind.CHANGE) && !segment.has(Kind.TO));
        if (another
                && chosen.isEmpty()
                && !soft
                && !segment.has(
                        Kind.LENGTH, Kind.SLOW, Kind.SLOWER, Kind.FAST, Kind.FASTER, Kind.LONGER, Kind.SHORTER)) {
            segment.takeAll(Kind.ADD, Kind.CHANGE, Kind.VARIED);
            wishes.add(new Wish.OtherTransition());
            return;
        }
        if (chosen.isEmpty() && (soft || segment.has(Kind.ADD))) {
            chosen = Optional.of(Film.Transition.Kind.CROSSFADE);
        }
        if (word.equals("CUT") && segment.has(Kind.FAST, Kind.SLOW)) {
            // "Quick cuts" are about how soon they come.
            wishes.add(new Wish.SetPace(segment.has(Kind.FAST) ? Pace.FAST : Pace.SLOW));
        }
        Optional<Duration> length = transitionLength();
        segment.takeAll(Kind.ADD, Kind.CHANGE, Kind.FADE, Kind.TO, Kind.VARIED);
        if (chosen.isPresent() || length.isPresent()) {
            wishes.add(new Wish.SetTransition(chosen, length));
        } else {
            wishes.add(new Wish.SetTransition(Optional.of(Film.Transition.Kind.CROSSFADE), Optional.empty()));
        }
    }

    private Optional<Duration> transitionLength() {
        int at = segment.find(Kind.LENGTH);
        if (at >= 0 && !segment.is(segment.after(at), Kind.FILM)) {
            segment.use(at);
            segment.takeAll(Kind.LONG);
            return Optional.of(Numbers.millis(segment.token(at).value()));
        }
        if (segment.take(Kind.SLOW, Kind.SLOWER, Kind.LONGER).isPresent()) {
            return Optional.of(Duration.ofMillis(1600));
        }
        if (segment.take(Kind.FAST, Kind.FASTER, Kind.SHORTER).isPresent()) {
            return Optional.of(Duration.ofMillis(400));
        }
        return Optional.empty();
    }

    private void fades() {
        int it = segment.find(Kind.FADE_IN, Kind.FADE_OUT);
        boolean ofMusic = it >= 0
                && segment.token(it).value().equals("IT")
                && !wishes.isEmpty()
                && (wishes.get(wishes.size() - 1) instanceof Wish.SetMusic
                        || wishes.get(wishes.size() - 1) instanceof Wish.OwnMusic);
        if (ofMusic && !no) {
            // "Use my track and fade it out": it is the track.
            boolean out = segment.token(it).is(Kind.FADE_OUT);
            segment.use(it);
            Optional<Duration> fade = Optional.of(segment.take(Kind.LENGTH)
                    .map(token -> Numbers.millis(token.value()))
                    .orElse(Duration.ofSeconds(3)));
            wishes.add(new Wish.FadeMusic(out ? Optional.empty() : fade, out ? fade : Optional.empty()));
            return;
        }
        boolean both =
                segment.has(Kind.FADE_BOTH) || (segment.has(Kind.FADE) && !segment.has(Kind.FADE_IN, Kind.FADE_OUT));
        boolean in = both || segment.has(Kind.FADE_IN);
        boolean out = both || segment.has(Kind.FADE_OUT);
        if (!in && !out) {
            return;
        }
        // "End with a fade to black" says it twice.
        segment.takeAll(Kind.FADE, Kind.FADE_IN, Kind.FADE_OUT, Kind.FADE_BOTH, Kind.CLOSES);
        int ordinal = segment.before(segment.find(Kind.LENGTH));
        if (segment.is(ordinal, Kind.ORDINAL)) {
            // "In the last 3 seconds".
            segment.use(ordinal);
        }
        Duration length = no
                ? Duration.ZERO
                : segment.take(Kind.LENGTH)
                        .map(token -> Numbers.millis(token.value()))
                        .orElse(USUAL_FADE);
        segment.takeAll(
                Kind.NOT,
                Kind.REMOVE,
                Kind.ADD,
                Kind.BEGINNING,
                Kind.END,
                Kind.TO,
                Kind.GENTLE,
                Kind.SMOOTH,
                Kind.SLOW);
        wishes.add(new Wish.SetFades(
                in ? Optional.of(length) : Optional.empty(), out ? Optional.of(length) : Optional.empty()));
    }

    private void pace() {
        if (!segment.has(Kind.PACE)) {
            return;
        }
        Optional<Token> mood = segment.take(Kind.MOOD);
        if (mood.isPresent()) {
            boolean lively =
                    List.of("UPBEAT", "HAPPY", "EPIC").contains(mood.get().value());
            segment.takeAll(Kind.PACE, Kind.CHANGE, Kind.ADD);
            wishes.add(new Wish.SetPace(lively ? Pace.FAST : Pace.SLOW));
            return;
        }
        Optional<Token> speed = segment.take(Kind.SLOW, Kind.FAST, Kind.SLOWER, Kind.FASTER, Kind.GENTLE);
        if (speed.isPresent()) {
            segment.takeAll(Kind.PACE, Kind.CHANGE, Kind.ADD);
            wishes.add(new Wish.SetPace(speed.get().is(Kind.FAST, Kind.FASTER) ? Pace.FAST : Pace.SLOW));
        } else if (segment.take(Kind.SMOOTH).isPresent()) {
            segment.takeAll(Kind.PACE);
            wishes.add(new Wish.SetPace(Pace.NORMAL));
        }
    }

    private void motion() {
        List<Token> moves = segment.takeAll(Kind.MOVE);
        boolean noun = segment.has(Kind.MOTION);
        boolean smooth = segment.has(Kind.SMOOTH);
        if (moves.isEmpty() && !noun && !smooth) {
            speedAlone();
            return;
        }
        List<Move> wanted = new ArrayList<>();
        boolean directed = moves.stream().anyMatch(token -> token.value().startsWith("PAN_"));
        moves.stream()
                .filter(token -> !(directed && token.value().equals("PAN")))
                .forEach(token -> moves(token.value(), wanted));
        if (no) {
            refused(wanted, noun);
            return;
        }
        segment.takeAll(
                Kind.SHIFT,
                Kind.MOTION,
                Kind.SMOOTH,
                Kind.VARIED,
                Kind.ADD,
                Kind.CHANGE,
                Kind.TO,
                Kind.JOIN,
                Kind.MOOD);
        if (segment.has(Kind.SLOWER, Kind.FASTER) && wanted.isEmpty()) {
            speedAlone();
            return;
        }
        Optional<Speed> speed = segment.take(Kind.SLOW, Kind.FAST, Kind.GENTLE, Kind.SLOWER, Kind.FASTER)
                .map(token -> token.is(Kind.FAST, Kind.FASTER) ? Speed.FAST : Speed.SLOW);
        segment.takeAll(Kind.SLOW, Kind.GENTLE);
        if (wanted.contains(Move.ZOOM_IN)) {
            takeCentre();
        }
        if (wanted.contains(Move.STILL) && wanted.size() > 1) {
            wanted.remove(Move.STILL);
        }
        wishes.add(new Wish.SetMotion(target, wanted, speed));
    }

    /** "Zoom into the centre" is where a zoom goes. */
    private void takeCentre() {
        int at = segment.find(Kind.PLACE);
        if (at >= 0 && segment.token(at).value().equals("CENTER")) {
            segment.use(at);
        }
    }

    private void refused(List<Move> wanted, boolean noun) {
        segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.MOTION, Kind.SMOOTH);
        if (wanted.contains(Move.STILL)) {
            wishes.add(new Wish.SetMotion(target, List.of(), Optional.empty()));
        } else if (wanted.isEmpty() && noun) {
            wishes.add(new Wish.SetMotion(target, List.of(Move.STILL), Optional.empty()));
        } else if (!wanted.isEmpty()) {
            List<Move> all = new ArrayList<>(wanted);
            wishes.add(new Wish.AvoidMoves(target, all));
        }
    }

    /** "Slower", "speed it up 2x": the camera's, or the video's where one was uploaded. */
    private void speedAlone() {
        if (segment.has(Kind.LONGER, Kind.SHORTER, Kind.VOLUME)) {
            return;
        }
        boolean faster = segment.has(Kind.FASTER, Kind.FAST);
        boolean slower = segment.has(Kind.SLOWER, Kind.SLOW);
        boolean speed = segment.has(Kind.SPEED);
        boolean named = video && !target.isFilm() && segment.has(Kind.FACTOR);
        if (!faster && !slower && !speed && !named) {
            return;
        }
        int amount = segment.find(Kind.FACTOR, Kind.PERCENT);
        if (amount >= 0) {
            Token token = segment.token(amount);
            double factor = token.is(Kind.PERCENT) ? token.number() / 100 : token.number();
            boolean relative = segment.has(Kind.FASTER, Kind.SLOWER) && !segment.has(Kind.TO);
            if (factor == 1 && (slower || faster)) {
                factor = 2;
            }
            if ((relative || slower) && factor == 2 && slower && token.is(Kind.FACTOR)) {
                factor = 0.5;
                relative = false;
            }
            if (relative && token.is(Kind.PERCENT) && !segment.has(Kind.AT)) {
                factor = slower ? Math.max(0.1, 1 - factor) : 1 + factor;
            }
            if (relative && slower && factor > 1) {
                factor = 1 / factor;
            }
            segment.use(amount);
            segment.takeAll(
                    Kind.FASTER,
                    Kind.FAST,
                    Kind.SLOWER,
                    Kind.SLOW,
                    Kind.SPEED,
                    Kind.TO,
                    Kind.AT,
                    Kind.ADD,
                    Kind.CHANGE);
            wishes.add(new Wish.SetClipSpeed(target, factor, false));
            return;
        }
        if (!faster && !slower) {
            return;
        }
        boolean clip = video && segment.had(Kind.FILM);
        segment.takeAll(Kind.SHIFT, Kind.FASTER, Kind.FAST, Kind.SLOWER, Kind.SLOW, Kind.SPEED, Kind.CHANGE);
        if (clip) {
            wishes.add(new Wish.SetClipSpeed(target, faster ? 1.5 : 1 / 1.5, true));
        } else {
            wishes.add(new Wish.ChangeMotionSpeed(target, faster ? 1 : -1));
        }
    }

    private void moves(String value, List<Move> wanted) {
        switch (value) {
            case "ZOOM" -> {
                wanted.add(Move.ZOOM_IN);
                if (no) {
                    wanted.add(Move.ZOOM_OUT);
                }
            }
            case "PAN" -> {
                wanted.add(Move.PAN_RIGHT);
                wanted.add(Move.PAN_LEFT);
                if (no) {
                    wanted.add(Move.PAN_UP);
                    wanted.add(Move.PAN_DOWN);
                }
            }
            default -> {
                Move move = Move.valueOf(value);
                if (!wanted.contains(move)) {
                    wanted.add(move);
                }
            }
        }
    }

    private void looks() {
        List<Token> looks = segment.takeAll(Kind.LOOK);
        boolean cool = looks.isEmpty() && segment.has(Kind.COOL) && segment.has(Kind.LOOK_WORD, Kind.COLOR_WORD);
        if (cool) {
            segment.takeAll(Kind.COOL);
        }
        boolean noun = segment.has(Kind.LOOK_WORD, Kind.COLOR_WORD);
        if (no && (noun || !looks.isEmpty())) {
            segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.LOOK_WORD, Kind.COLOR_WORD, Kind.ALL);
            wishes.add(new Wish.SetLook(Film.Look.NONE));
            return;
        }
        if (looks.stream().anyMatch(look -> look.value().equals("NONE"))) {
            segment.takeAll(Kind.LOOK_WORD, Kind.COLOR_WORD, Kind.CHANGE, Kind.TO, Kind.END);
            wishes.add(new Wish.SetLook(Film.Look.NONE));
            return;
        }
        if (looks.isEmpty() && !cool) {
            return;
        }
        segment.takeAll(Kind.LOOK_WORD, Kind.COLOR_WORD, Kind.ADD, Kind.CHANGE, Kind.SMALL, Kind.BIG, Kind.TO);
        if (cool) {
            wishes.add(new Wish.SetLook(Film.Look.COOL));
        }
        for (Token look : looks) {
            wishes.add(new Wish.SetLook(Film.Look.valueOf(look.value())));
        }
    }

    private void fit() {
        Optional<Token> fit = segment.take(Kind.FIT);
        if (fit.isPresent() && pans() && fit.get().value().equals("BLUR_FILL")) {
            // "Pan across the entire picture" is how far it goes.
            return;
        }
        if (fit.isPresent()) {
            boolean blur = fit.get().value().equals("BLUR_FILL") != (no && segment.has(Kind.NOT, Kind.REMOVE));
            segment.takeAll(Kind.NOT, Kind.REMOVE, Kind.ADD, Kind.CROP, Kind.FIT);
            wishes.add(new Wish.SetFit(target, blur ? FitWish.BLUR_FILL : FitWish.COVER));
        } else if (segment.take(Kind.CROP).isPresent()) {
            segment.takeAll(Kind.NOT, Kind.REMOVE);
            wishes.add(new Wish.SetFit(target, no ? FitWish.BLUR_FILL : FitWish.COVER));
        }
    }

    private boolean pans() {
        for (int i = 0; i < segment.size(); i++) {
            if (segment.is(i, Kind.MOVE) && segment.token(i).value().startsWith("PAN")) {
                return true;
            }
        }
        return false;
    }

    private void ratio() {
        List<Token> ratios = segment.takeAll(Kind.RATIO);
        if (!ratios.isEmpty()) {
            segment.takeAll(Kind.RATIO_WORD, Kind.CHANGE, Kind.TO, Kind.FOR, Kind.ADD);
            // "vertical 9:16 for Instagram": a shape says more than a platform of many shapes.
            Token best = ratios.get(0);
            for (Token ratio : ratios) {
                if (best.value().equals("FEED")) {
                    best = ratio;
                }
            }
            Arrangement.Ratio ratio = Arrangement.Ratio.valueOf(best.value());
            boolean not = segment.take(Kind.NOT).isPresent();
            wishes.add(not ? new Wish.NotRatio(ratio) : new Wish.SetRatio(ratio));
        }
        for (Token other : segment.takeAll(Kind.OTHER_RATIO)) {
            segment.takeAll(Kind.RATIO_WORD, Kind.CHANGE, Kind.TO, Kind.ADD);
            remarks.add(new Remark.OtherRatio(other.value()));
        }
    }
}
