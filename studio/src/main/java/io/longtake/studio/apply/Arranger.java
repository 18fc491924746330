package io.longtake.studio.apply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.FadeWish;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Arrangement.TransitionWish;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Remark.Quantity;
import io.longtake.studio.understand.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Carries out requests on an arrangement; a request that cannot be carried out results in a remark and changes nothing. */
final class Arranger {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(60);
    private static final Duration MAX_TRANSITION = Duration.ofSeconds(5);

    private final List<MediaItem> media;
    private final long seed;
    private final List<Remark> remarks;
    private final Clips clips;
    private Places places;
    private Arrangement plan;

    Arranger(Arrangement plan, Places places, List<MediaItem> media, long seed, List<Remark> remarks) {
        this.plan = plan;
        this.places = places;
        this.media = media;
        this.seed = seed;
        this.remarks = remarks;
        this.clips = new Clips(media, places, remarks);
    }

    Arrangement plan() {
        return plan;
    }

    Places places() {
        return places;
    }

    void execute(Wish wish) {
        // A chain of patterns because Java 17 cannot switch over sealed types.
        if (wish instanceof Wish.SetLength it) {
            length(it.length());
        } else if (wish instanceof Wish.LengthOfMusic it) {
            lengthOfMusic(it);
        } else if (wish instanceof Wish.ChangeLength it) {
            length(Director.length(plan, media).plus(it.by()));
        } else if (wish instanceof Wish.ScaleLength it) {
            length(scaled(Director.length(plan, media), it.factor()));
        } else if (wish instanceof Wish.SetEachLength it) {
            each(it.length());
        } else if (wish instanceof Wish.SetClipLength it) {
            plan = lengths().carriedOut(it);
        } else if (wish instanceof Wish.ChangeClipLength it) {
            plan = lengths().carriedOut(it);
        } else if (wish instanceof Wish.ScaleClipLength it) {
            plan = lengths().carriedOut(it);
        } else if (wish instanceof Wish.SetPace it) {
            plan = plan.withPace(it.pace());
        } else if (wish instanceof Wish.SetRatio it) {
            plan = plan.withRatio(it.ratio());
        } else if (wish instanceof Wish.NotRatio it) {
            plan = plan.ratio() == it.ratio() ? plan.withRatio(Arrangement.Ratio.LANDSCAPE) : plan;
        } else if (wish instanceof Wish.SetTransition it) {
            transition(it);
        } else if (wish instanceof Wish.OtherTransition) {
            plan = plan.withTransition(new TransitionWish(otherKind(), transitionLength()));
        } else if (wish instanceof Wish.SetLook it) {
            plan = plan.withLook(it.look());
        } else if (wish instanceof Wish.SetFades it) {
            fades(it);
        } else if (wish instanceof Wish.SetFit it) {
            if (it.target().isFilm()) {
                plan = plan.withFit(it.fit());
            } else {
                on(it.target(), clip -> clip.withFit(it.fit()));
            }
        } else if (!motion(wish) && !order(wish) && !title(wish)) {
            sound(wish);
        }
    }

    private void length(Duration wanted) {
        if (wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(LONGEST) > 0) {
            outOfRange(Quantity.LENGTH, seconds(wanted), "1 s", "60 min");
            return;
        }
        plan = plan.withLength(new Length.Exactly(wanted));
    }

    private void lengthOfMusic(Wish.LengthOfMusic it) {
        Optional<MediaItem> music = it.medium().isEmpty() ? Director.ownMusic(plan, media) : Optional.empty();
        music = music.or(() -> MusicChanges.ownSound(media, it.medium()));
        if (music.isEmpty()) {
            remarks.add(new Remark.NoMusicToFollow());
            return;
        }
        Duration length = music.get().length();
        plan = plan.withMusic(plan.music()
                .withSource(new Source.Own(music.get().id(), music.get().name())));
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            outOfRange(Quantity.LENGTH, seconds(length), "1 s", "60 min");
            return;
        }
        plan = plan.withLength(new Length.OfMusic());
    }

    private void each(Duration length) {
        int count = plan.clips().size();
        Duration total = length.multipliedBy(Math.max(1, count));
        if (length.compareTo(Duration.ofMillis(500)) < 0 || total.compareTo(LONGEST) > 0) {
            outOfRange(Quantity.LENGTH, seconds(length) + " x " + count, "0.5 s", "60 min");
            return;
        }
        plan = plan.withLength(new Length.Automatic())
                .withClips(plan.clips().stream()
                        .map(clip -> clip.kind() == MediaItem.Kind.IMAGE
                                ? clip.withLength(new Length.Exactly(length))
                                : clip)
                        .toList());
    }

    private void transition(Wish.SetTransition it) {
        Film.Transition.Kind kind = it.kind()
                .orElse(
                        plan.transition().kind() == Film.Transition.Kind.CUT
                                ? Film.Transition.Kind.CROSSFADE
                                : plan.transition().kind());
        Duration length = it.length().orElse(transitionLength());
        if (length.compareTo(Director.TICK) < 0 || length.compareTo(MAX_TRANSITION) > 0) {
            outOfRange(Quantity.TRANSITION, seconds(length), "0.1 s", "5 s");
            return;
        }
        plan = plan.withTransition(new TransitionWish(kind, length));
    }

    private Duration transitionLength() {
        return plan.transition().length().isZero()
                ? TransitionWish.GENTLE.length()
                : plan.transition().length();
    }

    private Film.Transition.Kind otherKind() {
        return switch (plan.transition().kind()) {
            case CROSSFADE -> Film.Transition.Kind.SLIDE;
            case SLIDE -> Film.Transition.Kind.WIPE;
            case WIPE -> Film.Transition.Kind.DIP_TO_BLACK;
            case DIP_TO_BLACK, CUT -> Film.Transition.Kind.CROSSFADE;
        };
    }

    private void fades(Wish.SetFades it) {
        Duration in = it.in().orElse(plan.fades().in());
        Duration out = it.out().orElse(plan.fades().out());
        Duration half = Director.length(plan, media).dividedBy(2);
        for (Duration fade : List.of(in, out)) {
            if (fade.compareTo(half) > 0) {
                outOfRange(Quantity.FADE, seconds(fade), "0 s", seconds(half));
                return;
            }
        }
        plan = plan.withFades(new FadeWish(in, out));
    }

    private boolean motion(Wish wish) {
        if (wish instanceof Wish.SetMotion it) {
            motion(it.target(), before -> {
                MotionWish base = it.target().isFilm() ? before : MotionWish.SMOOTH;
                return new MotionWish(
                        it.moves(),
                        it.moves().isEmpty() ? base.without() : List.of(),
                        it.speed()
                                .orElse(it.target().isFilm() && !it.moves().isEmpty() ? before.speed() : base.speed()));
            });
        } else if (wish instanceof Wish.SetTravel it) {
            motion(it.target(), before -> MotionWish.of(it.travel(), it.speed().orElse(Speed.NORMAL)));
        } else if (wish instanceof Wish.AvoidMoves it) {
            motion(it.target(), before -> {
                List<Move> without = new ArrayList<>(before.without());
                it.moves().stream().filter(move -> !without.contains(move)).forEach(without::add);
                List<Move> moves = new ArrayList<>(before.moves());
                moves.removeAll(it.moves());
                return new MotionWish(moves, without, before.speed());
            });
        } else if (wish instanceof Wish.StagedMotion it) {
            staged(it);
        } else if (wish instanceof Wish.ChangeMotionSpeed it) {
            motion(it.target(), before -> {
                Speed next =
                        it.by() > 0 ? before.speed().faster() : before.speed().slower();
                return new MotionWish(before.moves(), before.without(), next, before.travel());
            });
        } else {
            return false;
        }
        return true;
    }

    private void staged(Wish.StagedMotion it) {
        new StagedMotions(plan, media, clips, remarks).carriedOut(it).ifPresent(next -> {
            places = next.clips().size() == plan.clips().size() ? places : Places.of(next.clips());
            plan = next;
        });
    }

    private void motion(Wish.Target target, UnaryOperator<MotionWish> change) {
        if (!target.isFilm()) {
            on(target, clip -> clip.withMotion(change.apply(clip.ownMotion().orElse(plan.motion()))));
            return;
        }
        MotionWish next = change.apply(plan.motion());
        // A motion for the whole film also replaces the motions of single clips.
        plan = plan.withMotion(next)
                .withClips(
                        plan.clips().stream().map(clip -> clip.withMotion(null)).toList());
    }

    private boolean order(Wish wish) {
        List<Clip> now = plan.clips();
        if (wish instanceof Wish.MoveClip it) {
            clips.moved(now, it).ifPresent(this::put);
        } else if (wish instanceof Wish.SwapClips it) {
            clips.swapped(now, it.both()).ifPresent(this::put);
        } else if (wish instanceof Wish.ReverseOrder) {
            List<Integer> next = new ArrayList<>(indexes(now));
            Collections.reverse(next);
            put(next);
        } else if (wish instanceof Wish.ShuffleOrder) {
            List<Integer> next = new ArrayList<>(indexes(now));
            Collections.shuffle(
                    next,
                    new Random(seed + now.stream().map(Clip::media).toList().hashCode()));
            put(next);
        } else if (wish instanceof Wish.RemoveClips it) {
            clips.without(now, it.target()).ifPresent(this::put);
        } else if (wish instanceof Wish.KeepOnly it) {
            clips.only(now, it.target()).ifPresent(this::put);
        } else if (wish instanceof Wish.AddClips it) {
            plan = plan.withClips(clips.more(now, it.target(), it.again()));
            places = places.grown(plan.clips().size());
        } else if (wish instanceof Wish.SetOrder it) {
            clips.ordered(now, it.target()).ifPresent(this::put);
        } else if (wish instanceof Wish.MuteClips it) {
            clips.muted(now, it.target()).ifPresent(next -> plan = plan.withClips(next));
        } else if (wish instanceof Wish.TrimClip it) {
            clips.trimmed(now, it).ifPresent(next -> plan = plan.withClips(next));
        } else if (wish instanceof Wish.KeepHalf it) {
            clips.halved(now, it).ifPresent(next -> plan = plan.withClips(next));
        } else if (wish instanceof Wish.SetClipSpeed it) {
            clips.sped(now, it).ifPresent(next -> plan = plan.withClips(next));
        } else {
            return false;
        }
        return true;
    }

    private static List<Integer> indexes(List<Clip> clips) {
        return IntStream.range(0, clips.size()).boxed().toList();
    }

    /** @param order the indexes of the clips that remain, in their new order */
    private void put(List<Integer> order) {
        places = places.after(order);
        plan = plan.withClips(order.stream().map(plan.clips()::get).toList());
    }

    private void on(Wish.Target target, UnaryOperator<Clip> change) {
        clips.changed(plan.clips(), target, change).ifPresent(next -> plan = plan.withClips(next));
    }

    private boolean title(Wish wish) {
        Optional<Arrangement> captioned = new ClipCaptions(plan, clips, remarks).carriedOut(wish);
        if (captioned.isPresent()) {
            plan = captioned.get();
            return true;
        }
        Titles titles = new Titles(plan.ratio().canvas(), Director.length(plan, media), remarks);
        if (wish instanceof Wish.AddTitle it) {
            plan = plan.withTitles(titles.added(plan.titles(), it));
        } else if (wish instanceof Wish.ChangeTitle it) {
            plan = plan.withTitles(titles.changed(plan.titles(), it));
        } else if (wish instanceof Wish.RemoveTitle it) {
            plan = plan.withTitles(titles.removed(plan.titles(), it));
        } else if (wish instanceof Wish.TitleOver it) {
            lengths()
                    .time(it.clip(), new Remark.TitleTooLate(it.text()))
                    .ifPresent(time -> plan = plan.withTitles(titles.over(plan.titles(), it, time)));
        } else if (wish instanceof Wish.RemoveTitleOver it) {
            lengths()
                    .time(it.clips(), new Remark.NoTitleThere())
                    .ifPresent(time -> plan = plan.withTitles(titles.notDuring(plan.titles(), time)));
        } else {
            return false;
        }
        return true;
    }

    private ClipLengths lengths() {
        return new ClipLengths(plan, media, seed, clips, remarks);
    }

    private void sound(Wish wish) {
        Duration length = Director.length(plan, media);
        plan = new MusicChanges(plan, media, remarks).carriedOut(wish);
        if (plan.length() instanceof Length.OfMusic && !(plan.music().source() instanceof Source.Own)) {
            // The film's length followed music that was removed; keep the current length.
            plan = plan.withLength(new Length.Exactly(length));
        }
    }

    private void outOfRange(Quantity what, String value, String low, String high) {
        remarks.add(new Remark.OutOfRange(what, value, low, high));
    }

    static String seconds(Duration length) {
        return length.toMillis() >= 120_000 && length.toMillis() % 60_000 == 0
                ? length.toMinutes() + " min"
                : Words.length(length, false);
    }

    /** Scales a length, rounded to 0.1 s. */
    static Duration scaled(Duration length, double factor) {
        return Duration.ofMillis(Math.round(length.toMillis() * factor / 100) * 100);
    }
}
