package io.longtake.studio.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads one draft from an untrusted source and validates all of it. */
public final class DraftReader {
    static final Duration MAX_FILM = Duration.ofMinutes(60);
    static final int MAX_SHOTS = 10_000;
    public static final int MAX_TITLES = 200;
    static final int MAX_SOUNDS = 10_000;
    static final int MAX_FRAMINGS = 64;
    public static final int MAX_TEXT = 500;

    private final JsonNode draft;
    private final Function<String, Optional<Path>> mediaById;

    DraftReader(JsonNode draft, Function<String, Optional<Path>> mediaById) {
        this.draft = draft;
        this.mediaById = mediaById;
    }

    Film film() {
        JsonNode tracks = draft.path("t");
        if (!tracks.isArray() || tracks.size() > 16) {
            throw new DraftException("A draft's \"t\" must be a list of at most 16 tracks.");
        }
        JsonNode meta = draft.path("m");
        long length = whole(meta, "length", 100, MAX_FILM.toMillis());
        List<Film.Shot> shots = new ArrayList<>();
        List<Film.Sound> sounds = new ArrayList<>();
        List<Film.Title> titles = new ArrayList<>();
        int captions = 0;
        for (JsonNode track : tracks) {
            long type = whole(track, "tt", 0, 99);
            JsonNode segments = track.path("sg");
            if (!segments.isArray()) {
                throw new DraftException("A track's \"sg\" must be a list of segments.");
            }
            for (JsonNode segment : segments) {
                if (type == DraftCodec.VIDEO_TRACK) {
                    limit(shots.size(), MAX_SHOTS, "shots");
                    shots.add(shot(segment, length));
                } else if (type == DraftCodec.AUDIO_TRACK) {
                    limit(sounds.size(), MAX_SOUNDS, "sounds");
                    sounds.add(sound(segment, length));
                } else if (type == DraftCodec.TEXT_TRACK) {
                    if (segment.path("m").path("role").asText("").equals(DraftCodec.CAPTION)) {
                        limit(captions++, MAX_SHOTS, "captions");
                    } else {
                        limit(titles.size() - captions, MAX_TITLES, "titles");
                    }
                    titles.add(title(segment, length));
                } else {
                    throw new DraftException("A track's type must be 0, 1 or 7, not " + type + ".");
                }
            }
        }
        contiguous(shots, length);
        return new Film(
                canvas(meta),
                Duration.ofMillis(length),
                shots,
                titles,
                sounds,
                new Film.Fades(millis(meta, "fadeIn", 0, length), millis(meta, "fadeOut", 0, length)),
                seed(meta));
    }

    private static Film.Canvas canvas(JsonNode meta) {
        int width = (int) whole(meta, "width", 16, 1920);
        int height = (int) whole(meta, "height", 16, 1920);
        if (width % 2 != 0 || height % 2 != 0) {
            throw new DraftException("A canvas must have an even width and height, not " + width + "x" + height + ".");
        }
        return new Film.Canvas(width, height);
    }

    private static long seed(JsonNode meta) {
        try {
            return Long.parseLong(meta.path("seed").asText("0"));
        } catch (NumberFormatException e) {
            throw new DraftException("A draft's seed must be a whole number.");
        }
    }

    private Film.Shot shot(JsonNode segment, long film) {
        JsonNode meta = segment.path("m");
        Duration length = millis(segment, "d", 1, film);
        Film.Transition transition = new Film.Transition(
                choice(meta, "transition", Film.Transition.Kind.class), millis(meta, "transitionLength", 0, film));
        if (transition.length().compareTo(length) > 0) {
            throw new DraftException("A transition of " + transition.length().toMillis()
                    + " ms doesn't fit into a shot of " + length.toMillis() + " ms.");
        }
        Path file = media(meta);
        Film.Source source =
                switch (text(meta, "kind", 20)) {
                    case "image" -> new Film.Source.Still(file);
                    case "video" -> new Film.Source.Clip(file, from(meta), number(meta, "speed", 0.1, 10));
                    default -> throw new DraftException("A shot's kind must be image or video.");
                };
        return new Film.Shot(
                source,
                millis(meta, "start", 0, film),
                length,
                new Film.Motion(path(meta), choice(meta, "easing", Film.Easing.class)),
                choice(meta, "fit", Film.Fit.class),
                choice(meta, "look", Film.Look.class),
                transition);
    }

    private static List<Framing> path(JsonNode meta) {
        JsonNode path = meta.path("path");
        if (!path.isArray() || path.size() < 2 || path.size() > MAX_FRAMINGS) {
            throw new DraftException(
                    "A shot's path must have 2 to " + MAX_FRAMINGS + " framings, not " + path.size() + ".");
        }
        List<Framing> framings = new ArrayList<>();
        for (JsonNode framing : path) {
            if (!framing.isArray() || framing.size() != 3) {
                throw new DraftException("A framing must have three numbers: centre x, centre y, zoom.");
            }
            framings.add(new Framing(
                    coordinate(framing.get(0), "centre x", 0, 1),
                    coordinate(framing.get(1), "centre y", 0, 1),
                    coordinate(framing.get(2), "zoom", 1, 20)));
        }
        return framings;
    }

    private Film.Sound sound(JsonNode segment, long film) {
        JsonNode meta = segment.path("m");
        Duration start = millis(meta, "start", 0, film);
        Duration length = millis(segment, "d", 1, film);
        inside(start, length, film, "sound");
        double volume = number(meta, "volume", 0, 4);
        return switch (text(meta, "kind", 20)) {
            case "music" ->
                new Film.Sound.Music(
                        choice(meta, "mood", Film.Mood.class),
                        meta.has("bpm") ? Optional.of((int) whole(meta, "bpm", 30, 240)) : Optional.empty(),
                        meta.has("instrument")
                                ? choice(meta, "instrument", Film.Instrument.class)
                                : Film.Instrument.OF_MOOD,
                        start,
                        length,
                        volume,
                        millis(meta, "fadeIn", 0, length.toMillis()),
                        millis(meta, "fadeOut", 0, length.toMillis()));
            case "file" ->
                new Film.Sound.OfFile(
                        media(meta),
                        start,
                        length,
                        volume,
                        millis(meta, "fadeIn", 0, length.toMillis()),
                        millis(meta, "fadeOut", 0, length.toMillis()));
            case "clip" ->
                new Film.Sound.OfClip(media(meta), from(meta), number(meta, "speed", 0.1, 10), start, length, volume);
            default -> throw new DraftException("A sound's kind must be music, file or clip.");
        };
    }

    private static Film.Title title(JsonNode segment, long film) {
        JsonNode meta = segment.path("m");
        Duration start = millis(meta, "start", 0, film);
        Duration length = millis(segment, "d", 1, film);
        inside(start, length, film, "title");
        String color = text(meta, "color", 7);
        if (!color.matches("#[0-9a-fA-F]{6}")) {
            throw new DraftException("A title's colour must have the form #rrggbb.");
        }
        return new Film.Title(
                text(meta, "text", MAX_TEXT),
                start,
                length,
                choice(meta, "place", Film.Title.Place.class),
                number(meta, "size", 1, 40),
                Integer.parseInt(color.substring(1), 16),
                millis(meta, "fade", 0, length.toMillis()));
    }

    /** Checks what the renderer relies on: no gap, no shot outside the film, and a last shot that ends with the film. */
    private static void contiguous(List<Film.Shot> shots, long film) {
        if (shots.isEmpty()) {
            throw new DraftException("The draft has no shot on its video track.");
        }
        Duration expected = Duration.ZERO;
        for (int i = 0; i < shots.size(); i++) {
            Film.Shot shot = shots.get(i);
            Duration overlap = shot.transition().length();
            if (i == 0 && !overlap.isZero()) {
                throw new DraftException("The first shot must start with a cut, because no shot precedes it.");
            }
            Duration start = expected.minus(overlap);
            if (!shot.start().equals(start)) {
                throw new DraftException("Shot " + (i + 1) + " starts at "
                        + shot.start().toMillis() + " ms; the end of the previous shot minus the transition is "
                        + start.toMillis() + " ms.");
            }
            expected = shot.start().plus(shot.length());
        }
        if (expected.toMillis() != film) {
            throw new DraftException(
                    "The shots end at " + expected.toMillis() + " ms, but the film ends at " + film + " ms.");
        }
    }

    private Path media(JsonNode meta) {
        String id = text(meta, "media", 200);
        return mediaById
                .apply(id)
                .orElseThrow(() ->
                        new DraftException("The draft uses a media item that the project doesn't have: " + id + "."));
    }

    private static Duration from(JsonNode meta) {
        return millis(meta, "from", 0, Duration.ofHours(24).toMillis());
    }

    private static void inside(Duration start, Duration length, long film, String what) {
        long end = start.plus(length).toMillis();
        if (end > film) {
            throw new DraftException(
                    "A " + what + " ends at " + end + " ms, after the end of the film at " + film + " ms.");
        }
    }

    private static void limit(int have, int most, String what) {
        if (have >= most) {
            throw new DraftException("A draft can have at most " + most + " " + what + ".");
        }
    }

    private static Duration millis(JsonNode parent, String field, long low, long high) {
        return Duration.ofMillis(whole(parent, field, low, high));
    }

    private static long whole(JsonNode parent, String field, long low, long high) {
        JsonNode value = parent.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < low || value.asLong() > high) {
            throw new DraftException("A draft's \"" + field + "\" must be a whole number from " + low + " to " + high
                    + ", not " + shown(value) + ".");
        }
        return value.asLong();
    }

    private static double number(JsonNode parent, String field, double low, double high) {
        return coordinate(parent.path(field), field, low, high);
    }

    private static double coordinate(JsonNode value, String field, double low, double high) {
        // Written so that NaN is rejected too.
        if (!value.isNumber() || !(value.asDouble() >= low && value.asDouble() <= high)) {
            throw new DraftException("A draft's \"" + field + "\" must be a number from " + low + " to " + high
                    + ", not " + shown(value) + ".");
        }
        return value.asDouble();
    }

    private static String text(JsonNode parent, String field, int longest) {
        JsonNode value = parent.path(field);
        if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > longest) {
            throw new DraftException("A draft's \"" + field + "\" must be a text of 1 to " + longest
                    + " characters, not " + shown(value) + ".");
        }
        return value.asText();
    }

    private static <E extends Enum<E>> E choice(JsonNode parent, String field, Class<E> type) {
        String word = text(parent, field, 40);
        for (E constant : type.getEnumConstants()) {
            if (DraftCodec.word(constant).equals(word.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new DraftException("A draft's \"" + field + "\" can't be \"" + word + "\".");
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
