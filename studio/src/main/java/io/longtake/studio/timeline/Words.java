package io.longtake.studio.timeline;

import io.longtake.studio.film.Film;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.TitleCard;
import io.longtake.studio.timeline.Arrangement.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names of the editor's terms in replies, in the language of the message. */
public final class Words {
    private Words() {}

    public static String mood(Film.Mood mood, Phrases phrases) {
        return phrases.of("mood." + mood.name());
    }

    public static String moods(Phrases phrases) {
        return phrases.joined(
                "enumeration",
                Arrays.stream(Film.Mood.values())
                        .map(mood -> mood(mood, phrases))
                        .toList());
    }

    /** A limit such as "60 min" with its unit in the language of the reply. */
    public static String limit(String value, Phrases phrases) {
        return value.replaceAll(" min(?![a-z])", " " + phrases.of("unit.min"))
                .replaceAll(" s(?![a-z])", " " + phrases.of("unit.s"))
                .replaceAll(" h(?![a-z])", " " + phrases.of("unit.h"))
                .replaceAll("(?<=\\d)\\.(?=\\d)", phrases.of("decimal"));
    }

    /** 2:00 for whole seconds from a minute on, else in the form "12.5 s". */
    public static String length(Duration length, Phrases phrases) {
        return isClock(length) ? clock(length) : phrases.of("seconds", "seconds", seconds(length, phrases));
    }

    /** The same in the notation of programs, "12.5 s". */
    public static String length(Duration length) {
        return isClock(length) ? clock(length) : seconds(length) + " s";
    }

    private static boolean isClock(Duration length) {
        return length.toMillis() >= 60_000 && length.toMillis() % 1000 == 0;
    }

    private static String clock(Duration length) {
        return length.toHours() > 0
                ? String.format(
                        Locale.ROOT, "%d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", length.toMinutes(), length.toSecondsPart());
    }

    public static String seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    public static String seconds(Duration length, Phrases phrases) {
        return seconds(length).replace(".", phrases.of("decimal"));
    }

    public static String move(Move move, Phrases phrases) {
        return phrases.of("move." + move.name());
    }

    /** A motion with its speed. */
    public static String speed(Arrangement.Speed speed, String motion, Phrases phrases) {
        return phrases.of("speed." + speed.name(), "motion", motion);
    }

    public static String motion(Arrangement.MotionWish wish, Phrases phrases) {
        if (wish.oneTravel().isPresent()) {
            return speed(wish.speed(), travel(wish.oneTravel().get(), phrases), phrases);
        }
        String moves = wish.moves().isEmpty()
                ? phrases.of("motion.smooth")
                : wish.moves().equals(List.of(Move.STILL))
                        ? phrases.of("motion.none")
                        : phrases.joined(
                                "enumeration",
                                wish.moves().stream()
                                        .map(move -> move(move, phrases))
                                        .toList());
        String turns = wish.moves().size() > 1 ? phrases.of("motion.turns", "moves", moves) : moves;
        return without(speed(wish.speed(), turns, phrases), wish, phrases);
    }

    private static String travel(Travel travel, Phrases phrases) {
        return phrases.of("motion.travel", "from", part(travel.from(), phrases), "to", part(travel.to(), phrases));
    }

    public static String part(Travel.Part part, Phrases phrases) {
        return phrases.of("part." + part.name());
    }

    /** A motion with the moves that it excludes. */
    public static String without(String motion, Arrangement.MotionWish wish, Phrases phrases) {
        List<String> moves =
                wish.without().stream().map(move -> move(move, phrases)).toList();
        return moves.isEmpty()
                ? motion
                : phrases.of("motion.without", "motion", motion, "moves", phrases.joined("or", moves));
    }

    public static String music(Arrangement.MusicWish music, Phrases phrases) {
        if (music.source() instanceof Source.None) {
            return phrases.of("music.none");
        }
        String name = music.source() instanceof Source.Own own ? own.name() : "";
        if (music.source() instanceof Source.Made made) {
            List<String> parts = new ArrayList<>(List.of(mood(made.mood(), phrases)));
            if (made.instrument() != Film.Instrument.OF_MOOD) {
                parts.add(phrases.of("instrument." + made.instrument().name()));
            }
            if (made.bpm() > 0) {
                parts.add(made.bpm() + " BPM");
            }
            name = phrases.joined("comma", parts);
        }
        return phrases.of("music", "name", name, "volume", Math.round(music.volume() * 100) + "%");
    }

    public static String title(TitleCard card, Phrases phrases) {
        return phrases.of(
                "title",
                "text",
                card.text(),
                "place",
                place(card.place(), phrases),
                "when",
                when(card.when(), phrases));
    }

    public static String caption(Caption caption, Phrases phrases) {
        return phrases.of("caption", "text", caption.text());
    }

    private static String when(When when, Phrases phrases) {
        if (when instanceof When.From from) {
            return phrases.of(
                    "when.from",
                    "from",
                    seconds(from.start(), phrases),
                    "to",
                    seconds(from.start().plus(from.length()), phrases));
        }
        if (when instanceof When.Last last) {
            return phrases.of("when.last", "seconds", seconds(last.length(), phrases));
        }
        return phrases.of("when.throughout");
    }

    private static String place(Film.Title.Place place, Phrases phrases) {
        return phrases.of("place." + place.name());
    }

    public static String transition(Arrangement.TransitionWish wish, Phrases phrases) {
        String kind = phrases.of("transition." + wish.kind().name());
        return wish.kind() == Film.Transition.Kind.CUT
                ? phrases.of("transition", "kind", kind)
                : phrases.of("transition.timed", "kind", kind, "length", length(wish.length(), phrases));
    }

    public static String look(Film.Look look, Phrases phrases) {
        return phrases.of("look." + look.name());
    }
}
