package io.longtake.studio.film;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the renderer needs, and nothing else. Times are measured from the film's first frame.
 *
 * @param canvas the picture's size
 * @param length of the film; frames and sound both end there
 * @param shots in order, without gaps: each begins where the previous one ends, less the length of its transition
 * @param titles drawn over the picture, the later ones on top
 * @param sounds mixed, then normalised to -16 LUFS; none gives a silent stereo track
 * @param seed source of all pseudo-random choices (the music's phrases): the same film has the same frames and samples
 */
public record Film(
        Canvas canvas,
        Duration length,
        List<Shot> shots,
        List<Title> titles,
        List<Sound> sounds,
        Fades fades,
        long seed) {

    /** Frames per second of every film. */
    public static final int FPS = 30;

    public Film {
        shots = List.copyOf(shots);
        titles = List.copyOf(titles);
        sounds = List.copyOf(sounds);
    }

    /** The files that it is made from. */
    public Set<Path> files() {
        Stream<Path> seen = shots.stream().map(shot -> shot.source().file());
        Stream<Path> heard = sounds.stream()
                .flatMap(sound -> sound instanceof Sound.OfFile own
                        ? Stream.of(own.file())
                        : sound instanceof Sound.OfClip clip ? Stream.of(clip.file()) : Stream.empty());
        return Stream.concat(seen, heard).collect(Collectors.toUnmodifiableSet());
    }

    /** The picture's size in pixels; both values even, as 4:2:0 requires. */
    public record Canvas(int widthPx, int heightPx) {
        public Canvas {
            if (widthPx < 16 || heightPx < 16 || widthPx > 1920 || heightPx > 1920 || widthPx % 2 + heightPx % 2 != 0) {
                throw new IllegalArgumentException("a canvas must have an even width and height of 16 to 1920 px, not "
                        + widthPx + "x" + heightPx);
            }
        }
    }

    /**
     * One stretch of one source.
     *
     * @param start the time of its first frame, including its transition
     * @param transition from the previous shot; a cut for the first shot
     */
    public record Shot(
            Source source, Duration start, Duration length, Motion motion, Fit fit, Look look, Transition transition) {}

    /** The source of a shot's pixels. */
    public sealed interface Source {
        Path file();

        /** A still image of any format {@code media} reads; rotated according to its EXIF orientation. */
        record Still(Path file) implements Source {}

        /** A video from {@code from} on, at {@code speed} times its own speed; its sound, if any, is a {@link Sound.OfClip}. */
        record Clip(Path file, Duration from, double speed) implements Source {}
    }

    /**
     * The path of the frame over the picture.
     *
     * @param path two or more framings, passed at even intervals along a smooth curve
     */
    public record Motion(List<Framing> path, Easing easing) {
        public Motion {
            path = List.copyOf(path);
        }
    }

    /**
     * A crop window.
     *
     * @param centerX of the window's centre, 0 the picture's left edge, 1 its right edge
     * @param centerY likewise from top to bottom
     * @param zoom 1 is the largest window of the canvas's ratio that fits into the picture; 2 shows half of it in each direction.
     *     A window that would leave the picture is moved back inside
     */
    public record Framing(double centerX, double centerY, double zoom) {}

    public enum Easing {
        /** Constant speed. */
        LINEAR,
        /** Accelerates, moves at constant speed, decelerates. */
        SMOOTH
    }

    public enum Fit {
        /** The picture fills the canvas and is cropped. */
        COVER,
        /** The whole picture is shown, over a blurred and darkened copy that fills the canvas. */
        BLUR_FILL,
        /**
         * The picture stands on a background that has the colour of its edges. Framings are those of the picture with this
         * background, of the size that {@link #extendedWidth} gives.
         */
        EXTEND;

        /** Background around the picture even where it has the ratio of the canvas. */
        private static final double MARGIN = 1.3;

        /**
         * The width of a picture with its background.
         *
         * @param width of the picture without background, in any unit; likewise {@code height}
         */
        public static double extendedWidth(double width, double height, Canvas canvas) {
            return MARGIN * Math.max(width, height * canvas.widthPx() / canvas.heightPx());
        }

        /** The height of a picture with its background, as {@link #extendedWidth}. */
        public static double extendedHeight(double width, double height, Canvas canvas) {
            return extendedWidth(width, height, canvas) * canvas.heightPx() / canvas.widthPx();
        }
    }

    public enum Look {
        NONE,
        WARM,
        COOL,
        BLACK_AND_WHITE,
        SEPIA,
        VIGNETTE
    }

    public record Transition(Kind kind, Duration length) {
        public enum Kind {
            CUT,
            CROSSFADE,
            DIP_TO_BLACK,
            SLIDE,
            WIPE
        }

        public static Transition cut() {
            return new Transition(Kind.CUT, Duration.ZERO);
        }
    }

    /**
     * Text over the picture.
     *
     * @param text one to three lines; the renderer breaks lines that do not fit
     * @param sizePercent the letters' height in percent of the canvas's shorter side
     * @param rgb 0xRRGGBB; a soft shadow keeps the text readable
     */
    public record Title(
            String text, Duration start, Duration length, Place place, double sizePercent, int rgb, Duration fade) {
        public enum Place {
            TOP,
            CENTER,
            BOTTOM,
            TOP_LEFT,
            TOP_RIGHT,
            BOTTOM_LEFT,
            BOTTOM_RIGHT
        }
    }

    /** A sound of the film. {@code volume} is linear; 1 leaves the source unchanged. */
    public sealed interface Sound {
        Duration start();

        Duration length();

        double volume();

        /** Generated music. */
        record Music(
                Mood mood,
                Optional<Integer> tempoBpm,
                Instrument instrument,
                Duration start,
                Duration length,
                double volume,
                Duration fadeIn,
                Duration fadeOut)
                implements Sound {}

        /** An uploaded file, looped when it is shorter than {@code length}. */
        record OfFile(Path file, Duration start, Duration length, double volume, Duration fadeIn, Duration fadeOut)
                implements Sound {}

        /** The sound of a video clip; the music is lowered while it plays. */
        record OfClip(Path file, Duration from, double speed, Duration start, Duration length, double volume)
                implements Sound {}
    }

    /** What plays the melody and the broken chords of generated music. */
    public enum Instrument {
        /** Those that the mood has. */
        OF_MOOD,
        PIANO,
        GUITAR,
        STRINGS
    }

    public enum Mood {
        LOFI,
        CALM,
        HAPPY,
        EPIC,
        SAD,
        UPBEAT,
        AMBIENT,
        ROMANTIC
    }

    /** Fade from black at the start and to black at the end; zero for none. The sound fades out at the end too. */
    public record Fades(Duration in, Duration out) {}
}
