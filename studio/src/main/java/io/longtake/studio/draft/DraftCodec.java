package io.longtake.studio.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.direct.Captions;
import io.longtake.studio.direct.Director;
import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.direct.ShotMotion;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.language.Language;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.saliency.SaliencyCache;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.timeline.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts between a timeline, the contract's draft, and a film.
 *
 * <p>A draft holds tracks in {@code t}: {@code tt} is 0 for video, 1 for audio, 7 for text; {@code sg} its segments, each with
 * {@code d} in ms and {@code m}, the data that reproduces the same film: ids of media, never paths. The draft's own
 * {@code m} holds the canvas, the length, the fades and the seed.
 */
public final class DraftCodec {
    static final int VIDEO_TRACK = 0;
    static final int AUDIO_TRACK = 1;
    static final int TEXT_TRACK = 7;

    static final String CAPTION = "caption";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DraftCodec() {}

    /**
     * The draft of a timeline; the same arguments give the same draft.
     *
     * @param media everything uploaded; clips and music refer to it by id
     * @param seed the project's
     */
    public static ObjectNode draft(Timeline timeline, List<MediaItem> media, long seed) {
        return draft(timeline, media, seed, SaliencyCache.OF_FILES);
    }

    public static ObjectNode draft(Timeline timeline, List<MediaItem> media, long seed, Saliency saliency) {
        Arrangement plan = timeline.now();
        saliency.prepare(media);
        List<PlannedShot> shots = new Director(saliency).plan(plan, media, seed);
        Duration length = shots.isEmpty() ? Duration.ZERO : Director.length(plan, media);
        ObjectNode draft = JSON.objectNode();
        ArrayNode tracks = draft.putArray("t");
        ArrayNode video = JSON.arrayNode();
        ArrayNode music = JSON.arrayNode();
        ArrayNode clipSounds = JSON.arrayNode();
        ArrayNode captions = JSON.arrayNode();
        ArrayNode text = JSON.arrayNode();
        for (PlannedShot shot : shots) {
            video.add(shot(shot, plan, media));
            if (shot.source().kind() == MediaItem.Kind.VIDEO && !shot.source().muted()) {
                clipSounds.add(clipSound(shot));
            }
        }
        if (!shots.isEmpty()) {
            music(plan, media, length).ifPresent(music::add);
            Captions.of(shots, length).forEach(caption -> captions.add(caption(caption)));
            plan.titles().forEach(card -> card.in(length).map(DraftCodec::title).ifPresent(text::add));
        }
        track(tracks, VIDEO_TRACK, video);
        track(tracks, AUDIO_TRACK, music);
        track(tracks, AUDIO_TRACK, clipSounds);
        // Captions before titles: a title that would cover one is moved above it.
        track(tracks, TEXT_TRACK, captions);
        track(tracks, TEXT_TRACK, text);
        ObjectNode meta = draft.putObject("m");
        meta.put("length", length.toMillis());
        meta.put("width", plan.ratio().canvas().widthPx());
        meta.put("height", plan.ratio().canvas().heightPx());
        meta.put("fadeIn", plan.fades().in().toMillis());
        meta.put("fadeOut", plan.fades().out().toMillis());
        // As text: JSON numbers lose the last digits of a long in JavaScript.
        meta.put("seed", Long.toString(seed));
        return draft;
    }

    /** The contract's {@code canvas_config} of a timeline. */
    public static ObjectNode canvas(Timeline timeline) {
        Film.Canvas canvas = timeline.now().ratio().canvas();
        ObjectNode json = JSON.objectNode();
        json.put("ratio", timeline.now().ratio().text());
        json.put("width", canvas.widthPx());
        json.put("height", canvas.heightPx());
        json.put("fps", Film.FPS);
        return json;
    }

    /**
     * The film of a draft from an untrusted source.
     *
     * @param draft the contract's JSON
     * @param mediaById the file of an uploaded medium; empty when the id is unknown
     * @throws DraftException when it is not a valid draft or describes an impossible film; the message names the value and its
     *     limit
     */
    public static Film film(JsonNode draft, Function<String, Optional<Path>> mediaById) {
        return new DraftReader(draft, mediaById).film();
    }

    /** The draft in one line for the user: {@code Timeline (2 tracks): 1. Video: mountains (0-10s) 2. BGM: Calm (0-10s, 100%)}. */
    public static String summary(JsonNode draft) {
        return DraftSummary.of(draft);
    }

    private static void track(ArrayNode tracks, int type, ArrayNode segments) {
        if (!segments.isEmpty()) {
            ObjectNode track = tracks.addObject();
            track.put("tt", type);
            track.set("sg", segments);
        }
    }

    private static ObjectNode shot(PlannedShot shot, Arrangement plan, List<MediaItem> media) {
        ObjectNode segment = JSON.objectNode();
        segment.put("d", shot.length().toMillis());
        ObjectNode meta = segment.putObject("m");
        meta.put("start", shot.start().toMillis());
        meta.put("media", shot.source().media());
        meta.put("name", shot.source().name());
        meta.put("kind", word(shot.source().kind()));
        meta.put("clip", shot.clip());
        if (shot.source().kind() == MediaItem.Kind.VIDEO) {
            meta.put("from", shot.from().toMillis());
            meta.put("speed", shot.source().speed());
        }
        ArrayNode path = meta.putArray("path");
        for (Framing framing : shot.motion().path()) {
            path.addArray()
                    .add(rounded(framing.centerX()))
                    .add(rounded(framing.centerY()))
                    .add(rounded(framing.zoom()));
        }
        if (shot.source().kind() != MediaItem.Kind.VIDEO) {
            meta.put("motion", motion(shot, plan, media));
        }
        meta.put("easing", word(shot.motion().easing()));
        meta.put("fit", word(shot.fit()));
        meta.put("look", word(plan.look()));
        meta.put("transition", word(shot.transition().kind()));
        meta.put("transitionLength", shot.transition().length().toMillis());
        return segment;
    }

    private static String motion(PlannedShot shot, Arrangement plan, List<MediaItem> media) {
        return ShotMotion.of(
                        shot, Director.item(shot.source(), media), plan.ratio().canvas())
                .words(wish(shot, plan).speed(), Language.ENGLISH.phrases());
    }

    private static Arrangement.MotionWish wish(PlannedShot shot, Arrangement plan) {
        return shot.source().ownMotion().orElse(plan.motion());
    }

    private static ObjectNode clipSound(PlannedShot shot) {
        ObjectNode segment = JSON.objectNode();
        segment.put("d", shot.length().toMillis());
        ObjectNode meta = segment.putObject("m");
        meta.put("start", shot.start().toMillis());
        meta.put("kind", "clip");
        meta.put("media", shot.source().media());
        meta.put("name", shot.source().name());
        meta.put("from", shot.from().toMillis());
        meta.put("speed", shot.source().speed());
        meta.put("volume", 1.0);
        return segment;
    }

    private static Optional<ObjectNode> music(Arrangement plan, List<MediaItem> media, Duration film) {
        ObjectNode segment = JSON.objectNode();
        boolean filmFollows = plan.length() instanceof Arrangement.Length.OfMusic;
        // The film ends with the music's last frame. The music must not start again in the rest of that frame.
        Duration length = Director.ownMusic(plan, media)
                .map(MediaItem::length)
                .filter(own -> filmFollows && own.compareTo(film) < 0)
                .orElse(film);
        segment.put("d", length.toMillis());
        ObjectNode meta = segment.putObject("m");
        meta.put("start", 0);
        Source source = plan.music().source();
        if (source instanceof Source.Made made) {
            meta.put("kind", "music");
            meta.put("name", Words.mood(made.mood(), Language.ENGLISH.phrases()));
            meta.put("mood", word(made.mood()));
            if (made.bpm() > 0) {
                meta.put("bpm", made.bpm());
            }
            if (made.instrument() != Film.Instrument.OF_MOOD) {
                meta.put("instrument", word(made.instrument()));
            }
        } else if (source instanceof Source.Own own) {
            meta.put("kind", "file");
            meta.put("name", own.name());
            meta.put("media", own.media());
        } else {
            return Optional.empty();
        }
        meta.put("volume", rounded(plan.music().volume()));
        // The sum of both fades never exceeds the film.
        long half = length.toMillis() / 2;
        // Music that is played completely has its own beginning and end.
        boolean whole = filmFollows && plan.music().hasDefaultFades();
        meta.put("fadeIn", whole ? 0 : Math.min(half, plan.music().fadeIn().toMillis()));
        meta.put("fadeOut", whole ? 0 : Math.min(half, plan.music().fadeOut().toMillis()));
        return Optional.of(segment);
    }

    private static ObjectNode title(Film.Title title) {
        ObjectNode segment = JSON.objectNode();
        segment.put("d", title.length().toMillis());
        ObjectNode meta = segment.putObject("m");
        meta.put("start", title.start().toMillis());
        meta.put("text", title.text());
        meta.put("place", word(title.place()));
        meta.put("size", rounded(title.sizePercent()));
        meta.put("color", String.format(Locale.ROOT, "#%06x", title.rgb()));
        meta.put("fade", title.fade().toMillis());
        return segment;
    }

    private static ObjectNode caption(Film.Title caption) {
        ObjectNode segment = title(caption);
        ((ObjectNode) segment.get("m")).put("role", CAPTION);
        return segment;
    }

    /** Whether the texts of this track are captions of clips. */
    static boolean isCaptions(JsonNode track) {
        return track.path("sg").path(0).path("m").path("role").asText("").equals(CAPTION);
    }

    /** Six digits are a hundredth of a pixel on the largest source, and keep a draft readable. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
