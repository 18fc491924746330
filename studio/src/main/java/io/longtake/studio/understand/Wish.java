package io.longtake.studio.understand;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Pace;
import io.longtake.studio.timeline.Arrangement.Ratio;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Arrangement.When;
import io.longtake.studio.timeline.Travel;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing a person asks for. */
public sealed interface Wish {
    /** A film of what is there. */
    record Make() implements Wish {}

    /** Nothing changes, and new media are not added either: "keep everything as it is". Where there is no film yet, it is made. */
    record LeaveAsIs() implements Wish {}

    record SetLength(Duration length) implements Wish {}

    /**
     * A film as long as the person's own music, which it then has.
     *
     * @param medium its id; empty for the one the film has, or the last that was uploaded
     */
    record LengthOfMusic(Optional<String> medium) implements Wish {}

    /** Clips that do not fit into the film's length may be left out. */
    record LeaveOut() implements Wish {}

    /** Longer, or shorter where negative. */
    record ChangeLength(Duration by) implements Wish {}

    record ScaleLength(double factor) implements Wish {}

    record SetEachLength(Duration length) implements Wish {}

    record SetClipLength(Target target, Duration length) implements Wish {}

    /** Longer than it is seen now, or shorter where negative. */
    record ChangeClipLength(Target target, Duration by) implements Wish {}

    record ScaleClipLength(Target target, double factor) implements Wish {}

    record SetPace(Pace pace) implements Wish {}

    record SetRatio(Ratio ratio) implements Wish {}

    /**
     * @param moves empty for a varied choice
     * @param speed empty to leave it
     */
    record SetMotion(Target target, List<Move> moves, Optional<Speed> speed) implements Wish {}

    /** One move over each of these photos, from one part to another. */
    record SetTravel(Target target, Travel travel, Optional<Speed> speed) implements Wish {}

    /**
     * What the camera does in stretches of the film.
     *
     * @param wholeFilm whether the film ends with the last stretch
     */
    record StagedMotion(List<Stage> stages, boolean wholeFilm) implements Wish {
        public StagedMotion {
            stages = List.copyOf(stages);
        }
    }

    /**
     * @param clip what is seen; the whole film where nobody said
     * @param moves empty for a varied choice
     * @param words how the stretch was written
     */
    record Stage(Duration from, Duration to, Target clip, List<Move> moves, Optional<Speed> speed, String words) {
        /** Nothing is shown for less. */
        public static final Duration SHORTEST = Director.TICK.multipliedBy(Director.SHORTEST);

        public Stage {
            moves = List.copyOf(moves);
        }

        /** The stages that can be, each behind the one before; the others become remarks. */
        static List<Stage> inOrder(List<Stage> stages, List<Remark> remarks) {
            List<Stage> kept = new ArrayList<>();
            Duration end = Duration.ZERO;
            for (Stage stage : stages) {
                boolean fits = stage.from().compareTo(end) >= 0
                        && stage.to().minus(stage.from()).compareTo(SHORTEST) >= 0;
                if (fits) {
                    kept.add(stage);
                    end = stage.to();
                } else {
                    remarks.add(new Remark.BadStretch(stage.words()));
                }
            }
            return List.copyOf(kept);
        }
    }

    record AvoidMoves(Target target, List<Move> moves) implements Wish {}

    /** @param by 1 a step faster, -1 a step slower */
    record ChangeMotionSpeed(Target target, int by) implements Wish {}

    record MoveClip(Target what, Spot where) implements Wish {}

    record SwapClips(Target both) implements Wish {}

    record ReverseOrder() implements Wish {}

    record ShuffleOrder() implements Wish {}

    record RemoveClips(Target target) implements Wish {}

    record KeepOnly(Target target) implements Wish {}

    /**
     * Media that were uploaded but aren't in the film; everything such where the target is the whole film.
     *
     * @param again whether what is in the film already comes once more
     */
    record AddClips(Target target, boolean again) implements Wish {}

    /** These first, in this order; the others behind them as they were. */
    record SetOrder(Target target) implements Wish {}

    record MuteClips(Target target) implements Wish {}

    /** Not this shape: a film that has it becomes a landscape one. */
    record NotRatio(Ratio ratio) implements Wish {}

    record SetTransition(Optional<Film.Transition.Kind> kind, Optional<Duration> length) implements Wish {}

    record AddTitle(String text, TitleKind kind, TitleStyle style) implements Wish {}

    /**
     * @param which the title that is meant; empty for the last one
     * @param text the new text
     * @param kind what it becomes where no title is there yet
     */
    record ChangeTitle(Optional<TitleRef> which, Optional<String> text, TitleStyle style, TitleKind kind)
            implements Wish {
        ChangeTitle(Optional<TitleRef> which, Optional<String> text, TitleStyle style) {
            this(which, text, style, TitleKind.TITLE);
        }
    }

    /**
     * A title of the same message stands while its clips are seen, from the first to the last of them.
     *
     * @param stays whether the title has a length of its own, which then is the most
     */
    record TitleOver(String text, Target clip, boolean stays) implements Wish {}

    /** @param which the title that is meant; empty for all */
    record RemoveTitle(Optional<TitleRef> which) implements Wish {}

    /** The titles that are shown over these clips only. */
    record RemoveTitleOver(Target clips) implements Wish {}

    /** The text that these clips have while they are seen. */
    record SetCaption(Target clips, String text) implements Wish {}

    /** What is empty stays as it is. */
    record StyleCaptions(Target clips, Optional<Integer> rgb, Optional<Double> scale) implements Wish {}

    record RemoveCaptions(Target clips) implements Wish {}

    /** All titles and captions. */
    record RemoveText() implements Wish {}

    /** One title, as a person points at it. */
    sealed interface TitleRef {
        record Text(String text) implements TitleRef {}

        /** 1 is the first; -1 the last. */
        record Nth(int position) implements TitleRef {}
    }

    /** Generated music; what is empty stays as it is. A mood without an instrument has its own instruments. */
    record SetMusic(
            Optional<Film.Mood> mood,
            Optional<Film.Instrument> instrument,
            Optional<Integer> bpm,
            Optional<Double> volume)
            implements Wish {
        public SetMusic withVolume(double next) {
            return new SetMusic(mood, instrument, bpm, Optional.of(next));
        }
    }

    /** @param medium its id; empty for the only one there is */
    record OwnMusic(Optional<String> medium, Optional<Double> volume) implements Wish {}

    /** @param by 1 a step faster, -1 a step slower */
    record ChangeTempo(int by) implements Wish {}

    record ScaleVolume(double factor) implements Wish {}

    record NoMusic() implements Wish {}

    record FadeMusic(Optional<Duration> in, Optional<Duration> out) implements Wish {}

    record SetLook(Film.Look look) implements Wish {}

    record SetFit(Target target, FitWish fit) implements Wish {}

    record SetFades(Optional<Duration> in, Optional<Duration> out) implements Wish {}

    /**
     * @param from where the video begins
     * @param to where it ends; empty for its end
     */
    record TrimClip(Target target, Optional<Duration> from, Optional<Duration> to, Optional<Duration> offEnd)
            implements Wish {}

    record SetClipSpeed(Target target, double factor, boolean relative) implements Wish {}

    /** Half of a video. */
    record KeepHalf(Target target, boolean first) implements Wish {}

    /** Another kind of transition than there is. */
    record OtherTransition() implements Wish {}

    record Undo() implements Wish {}

    record UndoAll() implements Wish {}

    record Redo() implements Wish {}

    record StartOver() implements Wish {}

    /** What sort of words are to be shown; it decides where and when, unless that is said. */
    enum TitleKind {
        TITLE,
        CAPTION,
        CREDITS
    }

    /**
     * What was said about a title's look; the rest is left as it is.
     *
     * @param scale of the size, 1.3 a step bigger
     * @param when start and length at once; {@code start} and {@code stay} leave the other as it is
     * @param stretch of the time it is shown
     * @param shift of its start; earlier where negative
     */
    @RecordBuilder
    record TitleStyle(
            Optional<Film.Title.Place> place,
            Optional<Integer> rgb,
            Optional<Double> scale,
            Optional<Double> sizePercent,
            Optional<When> when,
            Optional<Duration> fade,
            Optional<Duration> start,
            Optional<Duration> stay,
            Optional<Double> stretch,
            Optional<Duration> shift)
            implements WishTitleStyleBuilder.With {
        static final TitleStyle NONE = new TitleStyle(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Whether it says something, and nothing about the time. */
        public boolean isAboutLookOnly() {
            return !isEmpty() && !tellsTime() && stretch.isEmpty();
        }

        /** Only how it comes and goes. */
        static TitleStyle fade(Duration fade) {
            return NONE.withFade(Optional.of(fade));
        }

        /** Only when it is seen. */
        static TitleStyle when(When when) {
            return NONE.withWhen(Optional.of(when));
        }

        /** Only when it appears: it stays as long as before. */
        static TitleStyle start(Duration start) {
            return NONE.withStart(Optional.of(start));
        }

        /** Only its colour. */
        static TitleStyle color(int rgb) {
            return NONE.withRgb(Optional.of(rgb));
        }

        /** Only its place. */
        static TitleStyle place(Film.Title.Place place) {
            return NONE.withPlace(Optional.of(place));
        }

        /** Only its size. */
        static TitleStyle scale(double scale) {
            return NONE.withScale(Optional.of(scale));
        }

        boolean tellsTime() {
            return when.isPresent() || start.isPresent() || stay.isPresent() || shift.isPresent();
        }

        boolean isEmpty() {
            return equals(NONE);
        }

        /** What {@code later} says, else what this says. */
        TitleStyle and(TitleStyle later) {
            return new TitleStyle(
                    later.place.or(() -> place),
                    later.rgb.or(() -> rgb),
                    later.scale.or(() -> scale),
                    later.sizePercent.or(() -> sizePercent),
                    later.when.or(() -> when),
                    later.fade.or(() -> fade),
                    later.start.or(() -> start),
                    later.stay.or(() -> stay),
                    later.stretch.or(() -> stretch),
                    later.shift.or(() -> shift));
        }
    }

    /**
     * Which clips are meant.
     *
     * @param clips empty for the whole film
     */
    record Target(List<Ref> clips) {
        public static final Target FILM = new Target(List.of());

        public Target {
            clips = List.copyOf(clips);
        }

        public boolean isFilm() {
            return clips.isEmpty();
        }
    }

    /** One clip, as a person points at it. */
    sealed interface Ref {
        /** 1 is the first; -1 the last, -2 the one before it. */
        record Nth(int position) implements Ref {}

        record Medium(String id) implements Ref {}

        /** Of an even number the later one of the two. */
        record Middle() implements Ref {}

        /** The first, the third, and so on. */
        record EveryOther() implements Ref {}

        /** So many, and not which: "two photos". */
        record Some(int count) implements Ref {}

        record AllBut(List<Ref> clips) implements Ref {
            public AllBut {
                clips = List.copyOf(clips);
            }
        }
    }

    /** Where a clip is to go. */
    record Spot(Side side, Ref clip) {
        public enum Side {
            AT,
            BEFORE,
            AFTER
        }
    }
}
