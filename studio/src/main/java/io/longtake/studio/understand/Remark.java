package io.longtake.studio.understand;

import io.longtake.studio.direct.ShotMotion;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something in a message that doesn't become a wish, and has to be said. */
public sealed interface Remark {
    /** @param words as the person wrote them, piece by piece */
    record NotUnderstood(List<String> words) implements Remark {
        public NotUnderstood {
            words = List.copyOf(words);
        }

        NotUnderstood(String words) {
            this(List.of(words));
        }
    }

    /** "Reduce by 20%", and nothing tells what. */
    record WhichAmount(String words) implements Remark {}

    /** Understood, but nothing the studio can do. */
    record Cannot(Ability ability, String words) implements Remark {}

    /** A wish without a content that could be carried out. */
    record Vague(String words) implements Remark {}

    /** A title without its text. */
    record NeedsText(String words) implements Remark {}

    record OtherRatio(String ratio) implements Remark {}

    /** A kind of music that is not made here. */
    record Genre(String genre, Film.Mood nearest) implements Remark {}

    /**
     * A value outside what the studio makes.
     *
     * @param value as in "2 h", with its unit; so are the limits
     */
    record OutOfRange(Quantity what, String value, String low, String high) implements Remark {}

    /** A film's length lies on tenths of a second. */
    record OnTheGrid(Duration wanted, Duration made) implements Remark {}

    /** What was asked for is set, and the film as it is now looks and sounds the same. */
    record NoEffect() implements Remark {}

    /** A clip that isn't there. */
    record NoSuchClip(String which, int have) implements Remark {}

    /** A clip that another request of the same message removed. */
    record RemovedEarlier() implements Remark {}

    /** "Two photos", and not which of them. */
    record WhichClips(String words, int count) implements Remark {}

    /** A title that isn't there. */
    record NoSuchTitle(Optional<String> text) implements Remark {}

    /** Own music was asked for, and no sound file was uploaded, or not that one. */
    record NoSuchSound(Optional<String> name) implements Remark {}

    /** The film was to be as long as the music, and there is no music of the person's own. */
    record NoMusicToFollow() implements Remark {}

    /** A sound file of the person's own that the film doesn't use. */
    record OwnMusicUnused(String name, Optional<String> instead) implements Remark {}

    /** A move that was asked for and that some pictures have no room for. */
    record MovedInstead(List<String> names, Arrangement.Move wished, Arrangement.Move done) implements Remark {
        public MovedInstead {
            names = List.copyOf(names);
        }
    }

    /** Moves that were asked for and that the film has no shot for. */
    record MovesLeftOut(List<Arrangement.Move> moves) implements Remark {
        public MovesLeftOut {
            moves = List.copyOf(moves);
        }
    }

    /**
     * A pan along a long picture for which the time is short.
     *
     * @param part what is seen, where that isn't all
     * @param comfortable how long the pan over all of it would take at an easy pace
     */
    record HurriedPan(String name, Duration time, Optional<ShotMotion> part, Duration comfortable) implements Remark {}

    /**
     * The camera moves over stills alone.
     *
     * @param name of one video among other clips; empty where there are only videos
     */
    record VideosKeepTheirMotion(Optional<String> name) implements Remark {}

    /** Another music, and not which. */
    record WhichMusic() implements Remark {}

    /** Something that can't hold for one clip only: a look, a transition, music. */
    record WholeFilmOnly(String words) implements Remark {}

    /** A title was to go from a clip that has none, or that is not shown. */
    record NoTitleThere() implements Remark {}

    /**
     * A message in a language that the studio does not read.
     *
     * @param name of the language in English; empty where it is not known
     */
    record OtherLanguage(Optional<String> name) implements Remark {}

    /** Something that can't hold for a stretch of the film only. */
    record NoStretch(String words) implements Remark {}

    /** A stretch of the film that begins before another one ends, or is too short. */
    record BadStretch(String words) implements Remark {}

    /** Keys of a brief in JSON that mean nothing here. */
    record UnknownKeys(List<String> keys) implements Remark {
        public UnknownKeys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A brief that is no JSON after all.
     *
     * @param line of the message, from 1
     * @param reason in the parser's words
     */
    record BrokenBrief(int line, String reason) implements Remark {}

    /** Cuts on the beat, which is how they are made. */
    record OnTheBeat() implements Remark {}

    /** "Keep the cat" and no more: it stays, and so do the others. */
    record KeptOrOnly() implements Remark {}

    /** Photos in which no face was found; the camera moves from or to what stands out most. */
    record NoFace(List<String> names) implements Remark {
        public NoFace {
            names = List.copyOf(names);
        }
    }

    /** A zoom to something that would have to be recognised by its name. */
    record Aim(String words) implements Remark {}

    /** Somebody asks what can be done. */
    record Help() implements Remark {}

    record NoVideo() implements Remark {}

    record NothingToUndo() implements Remark {}

    record NothingToRedo() implements Remark {}

    /** Removing these would leave nothing. */
    record NothingLeft() implements Remark {}

    /** Two looks in one message. */
    record OneLook(Film.Look kept) implements Remark {}

    /** Two kinds of music in one message. */
    record OneMood(Film.Mood kept) implements Remark {}

    /** The film is too short for all its clips. */
    record NotAllShown(int shown, int of) implements Remark {}

    /** A title's time lies behind the film's end. */
    record TitleTooLate(String text) implements Remark {}

    /** A title without a visible character; {@code characters} are those that no font has. */
    record NothingToShow(List<String> characters) implements Remark {
        public NothingToShow {
            characters = List.copyOf(characters);
        }
    }

    /** No font has some of a title's characters; the others are shown. */
    record NotShown(String title, List<String> characters) implements Remark {
        public NotShown {
            characters = List.copyOf(characters);
        }
    }

    /**
     * A title that can't be shown in letters that are large enough to be read.
     *
     * @param most the lines that it may take
     */
    record TitleTooLong(String text, int most) implements Remark {}

    /** A title that fitted the film's earlier shape, and is shown in letters that are too small in this one. */
    record TitleSmall(String text, String ratio) implements Remark {}

    /** A title that is shown after those for which it has no room beside. */
    record TitleLater(String text, Duration start) implements Remark {}

    /** A title for which the others leave no room at its time or later. */
    record NoRoomForTitle(String text) implements Remark {}

    /**
     * A caption that is higher than the lower third of the frame.
     *
     * @param set whether the clip has it nevertheless, because the shape of the film was changed afterwards
     */
    record CaptionTooLong(String text, int lines, int most, String ratio, boolean set) implements Remark {}

    /** Whether it is about a request that was recognized. */
    default boolean isAboutARequest() {
        return !(this instanceof NotUnderstood || this instanceof OtherLanguage || this instanceof UnknownKeys);
    }

    /** Each remark once; all that was not understood in one. */
    static List<Remark> together(List<Remark> remarks) {
        List<String> strange = remarks.stream()
                .filter(NotUnderstood.class::isInstance)
                .flatMap(remark -> ((NotUnderstood) remark).words().stream())
                .distinct()
                .toList();
        return remarks.stream()
                .map(remark -> remark instanceof NotUnderstood ? new NotUnderstood(strange) : remark)
                .distinct()
                .toList();
    }

    enum Quantity {
        LENGTH,
        VOLUME,
        TEMPO,
        TRANSITION,
        FADE,
        SPEED,
        SIZE,
        TEXT,
        TRIM
    }

    /** What can't be done, by topic; {@link Words} knows the nearest thing for each. */
    enum Ability {
        OVERLAY,
        VOICE,
        RETOUCH,
        GENERATE,
        OUTPUT,
        ROTATE,
        TRANSCRIBE,
        SHAKE,
        GRADE,
        PUBLISH,
        FONT,
        PLAYBACK,
        WHITE,
        BARS
    }
}
