package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.studio.film.Film;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All of the user's decisions about a film, one step of a {@link Timeline}. Immutable; each {@code with…} method returns a new
 * one.
 *
 * @param clips in the order they are shown
 * @param length of the whole film
 * @param motion of every clip that has none of its own
 * @param titles the later ones on top
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RecordBuilder
public record Arrangement(
        Ratio ratio,
        List<Clip> clips,
        Length length,
        Pace pace,
        MotionWish motion,
        TransitionWish transition,
        List<TitleCard> titles,
        MusicWish music,
        Film.Look look,
        FitWish fit,
        FadeWish fades)
        implements ArrangementBuilder.With {

    public Arrangement {
        clips = List.copyOf(clips);
        titles = List.copyOf(titles);
    }

    /** The default of a first edit: all clips in upload order, 16:9, smooth varied motion, crossfades, no music. */
    public static Arrangement of(List<Clip> clips) {
        return new Arrangement(
                Ratio.LANDSCAPE,
                clips,
                new Length.Automatic(),
                Pace.NORMAL,
                MotionWish.SMOOTH,
                TransitionWish.GENTLE,
                List.of(),
                MusicWish.NONE,
                Film.Look.NONE,
                FitWish.AUTOMATIC,
                FadeWish.NONE);
    }

    /** The canvas, by its common names. */
    public enum Ratio {
        LANDSCAPE("16:9", 1920, 1080),
        PORTRAIT("9:16", 1080, 1920),
        SQUARE("1:1", 1080, 1080),
        FEED("4:5", 1080, 1350);

        private final String text;
        private final int widthPx;
        private final int heightPx;

        Ratio(String text, int widthPx, int heightPx) {
            this.text = text;
            this.widthPx = widthPx;
            this.heightPx = heightPx;
        }

        /** For example "16:9". */
        public String text() {
            return text;
        }

        public Film.Canvas canvas() {
            return new Film.Canvas(widthPx, heightPx);
        }
    }

    /** A requested length. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Length.Automatic.class, name = "automatic"),
        @JsonSubTypes.Type(value = Length.Exactly.class, name = "exactly"),
        @JsonSubTypes.Type(value = Length.OfMusic.class, name = "of music")
    })
    public sealed interface Length {
        /** The natural length of the content. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Automatic() implements Length {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Exactly(@Millis Duration length) implements Length {}

        /** As long as the uploaded music, to the frame. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record OfMusic() implements Length {}
    }

    /** How fast shots follow each other. */
    public enum Pace {
        SLOW,
        NORMAL,
        FAST
    }

    /**
     * One source in the film.
     *
     * @param media the id of its {@link MediaItem}
     * @param length its own; automatic is a share of the film by weight
     * @param weight its share relative to the other clips; 1 by default
     * @param motion null where that of the film applies
     * @param from where a video begins
     * @param to where a video ends; zero means its end
     * @param speed of a video; 1 is unchanged
     * @param muted whether a video's own sound is omitted
     * @param caption null where it has none
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @RecordBuilder
    public record Clip(
            String media,
            String name,
            MediaItem.Kind kind,
            Length length,
            double weight,
            @Nullable MotionWish motion,
            FitWish fit,
            @Millis Duration from,
            @Millis Duration to,
            double speed,
            boolean muted,
            @Nullable Caption caption)
            implements ArrangementClipBuilder.With {

        /** A clip of each picture and video. */
        public static List<Clip> ofAll(List<MediaItem> media) {
            return media.stream()
                    .filter(item -> item.kind() != MediaItem.Kind.AUDIO)
                    .map(Clip::of)
                    .toList();
        }

        public static Clip of(MediaItem item) {
            return new Clip(
                    item.id(),
                    item.name(),
                    item.kind(),
                    new Length.Automatic(),
                    1,
                    null,
                    FitWish.AUTOMATIC,
                    Duration.ZERO,
                    Duration.ZERO,
                    1,
                    false,
                    null);
        }

        /** Its own motion, if any. */
        public Optional<MotionWish> ownMotion() {
            return Optional.ofNullable(motion);
        }

        /** The text shown over it, if any. */
        public Optional<Caption> ownCaption() {
            return Optional.ofNullable(caption);
        }

        public Clip withTrim(Duration nextFrom, Duration nextTo) {
            return withFrom(nextFrom).withTo(nextTo);
        }

        public Clip withoutSound() {
            return withMuted(true);
        }
    }

    /** A move of the camera: panning left shows more of the left side of the picture. */
    public enum Move {
        ZOOM_IN,
        ZOOM_OUT,
        PAN_LEFT,
        PAN_RIGHT,
        PAN_UP,
        PAN_DOWN,
        STILL
    }

    /** How fast the camera moves. */
    public enum Speed {
        SLOW,
        NORMAL,
        FAST;

        public Speed faster() {
            return this == SLOW ? NORMAL : FAST;
        }

        public Speed slower() {
            return this == FAST ? NORMAL : SLOW;
        }
    }

    /**
     * The requested motion of the camera.
     *
     * @param moves taken in turn; empty for a varied choice
     * @param without never taken
     * @param travel the one move of each photo; null for moves in turn
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record MotionWish(
            List<Move> moves,
            List<Move> without,
            Speed speed,
            @Nullable Travel travel) {
        public static final MotionWish SMOOTH = new MotionWish(List.of(), List.of(), Speed.NORMAL);

        public MotionWish {
            moves = List.copyOf(moves);
            without = List.copyOf(without);
        }

        /** Moves in turn. */
        public MotionWish(List<Move> moves, List<Move> without, Speed speed) {
            this(moves, without, speed, null);
        }

        public static MotionWish of(Travel travel, Speed speed) {
            return new MotionWish(List.of(travel.move()), List.of(), speed, travel);
        }

        /** The one move from one part of a picture to another, if that is requested. */
        public Optional<Travel> oneTravel() {
            return Optional.ofNullable(travel);
        }

        /** Whether this is "pan" without a direction. */
        public boolean isAnyPan() {
            return moves.equals(List.of(Move.PAN_RIGHT, Move.PAN_LEFT));
        }
    }

    /** The requested transition between shots. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TransitionWish(
            Film.Transition.Kind kind, @Millis Duration length) {
        public static final TransitionWish GENTLE =
                new TransitionWish(Film.Transition.Kind.CROSSFADE, Duration.ofMillis(900));
    }

    /**
     * Text over the picture.
     *
     * @param sizePercent the letters' height in percent of the canvas's shorter side
     * @param rgb 0xRRGGBB
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @RecordBuilder
    public record TitleCard(
            String text,
            Film.Title.Place place,
            double sizePercent,
            int rgb,
            When when,
            @Millis Duration fade) implements ArrangementTitleCardBuilder.With {

        /** The title in a film of this length; empty when it starts after the film's end. */
        public Optional<Film.Title> in(Duration film) {
            Duration start = when.start(film);
            Duration room = film.minus(start);
            Duration length = when.length(film).compareTo(room) > 0 ? room : when.length(film);
            if (length.isNegative() || length.isZero()) {
                return Optional.empty();
            }
            Duration most = Duration.ofMillis(length.toMillis() / 2);
            return Optional.of(new Film.Title(
                    text, start, length, place, sizePercent, rgb, fade.compareTo(most) > 0 ? most : fade));
        }
    }

    /** The time of a title, stored as requested, so that it stays valid when the film's length changes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = When.From.class, name = "from"),
        @JsonSubTypes.Type(value = When.Last.class, name = "last"),
        @JsonSubTypes.Type(value = When.Throughout.class, name = "throughout")
    })
    public sealed interface When {
        /** When it begins in a film of this length. */
        default Duration start(Duration film) {
            if (this instanceof From from) {
                return from.start();
            }
            boolean later = this instanceof Last last && last.length().compareTo(film) < 0;
            return later ? film.minus(length(film)) : Duration.ZERO;
        }

        /** How long it was asked to be, which can be longer than the film. */
        default Duration length(Duration film) {
            return this instanceof From from ? from.length() : this instanceof Last last ? last.length() : film;
        }

        @JsonIgnoreProperties(ignoreUnknown = true)
        record From(@Millis Duration start, @Millis Duration length) implements When {}

        /** The last part of the film. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Last(@Millis Duration length) implements When {}

        /** From the first to the last frame. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Throughout() implements When {}
    }

    /**
     * The requested music, in addition to the clips' own sound.
     *
     * @param volume 1 is 100%
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @RecordBuilder
    public record MusicWish(
            Source source,
            double volume,
            @Millis Duration fadeIn,
            @Millis Duration fadeOut) implements ArrangementMusicWishBuilder.With {
        public static final MusicWish NONE =
                new MusicWish(new Source.None(), 1, Duration.ofMillis(500), Duration.ofMillis(2500));

        /** Whether the music has the default fades. */
        public boolean hasDefaultFades() {
            return fadeIn.equals(NONE.fadeIn) && fadeOut.equals(NONE.fadeOut);
        }

        public MusicWish withFades(Duration nextIn, Duration nextOut) {
            return new MusicWish(source, volume, nextIn, nextOut);
        }

        /** The source of the music. */
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
        @JsonSubTypes({
            @JsonSubTypes.Type(value = Source.None.class, name = "none"),
            @JsonSubTypes.Type(value = Source.Made.class, name = "made"),
            @JsonSubTypes.Type(value = Source.Own.class, name = "own")
        })
        public sealed interface Source {
            @JsonIgnoreProperties(ignoreUnknown = true)
            record None() implements Source {}

            /**
             * Generated music.
             *
             * @param bpm beats per minute; 0 for the mood's default
             */
            @JsonIgnoreProperties(ignoreUnknown = true)
            record Made(Film.Mood mood, int bpm, Film.Instrument instrument) implements Source {}

            /** An uploaded file. */
            @JsonIgnoreProperties(ignoreUnknown = true)
            record Own(String media, String name) implements Source {}
        }
    }

    /** How a picture is fitted to a canvas of another ratio. */
    public enum FitWish {
        /** Cropped where little is lost, else shown whole over a blurred copy. */
        AUTOMATIC,
        COVER,
        BLUR_FILL
    }

    /** Fades from and to black. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FadeWish(@Millis Duration in, @Millis Duration out) {
        static final FadeWish NONE = new FadeWish(Duration.ZERO, Duration.ZERO);
    }
}
