package io.longtake.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.film.Film;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Turns every message into a title over the first picture, for two seconds. The message "break" fails, and so does every
 * message while the editor is broken.
 */
public final class FakeEditor implements ProjectEditor {
    static final Duration LENGTH = Duration.ofSeconds(2);
    static final int WIDTH_PX = 1920;
    static final int HEIGHT_PX = 1080;

    private volatile boolean broken;

    /** Makes every message fail from now on, or only "break". */
    public void failEdits(boolean now) {
        broken = now;
    }

    @Override
    public Cut apply(Optional<String> kept, List<MediaItem> media, String message, long seed) {
        if (broken || message.equals("break")) {
            throw new IllegalStateException("the scissors are gone");
        }
        if (media.isEmpty()) {
            return new Cut(
                    kept,
                    kept.map(Json::read),
                    "No image was uploaded yet.",
                    false,
                    Optional.empty(),
                    false,
                    List.of());
        }
        if (message.equals("ask")) {
            return new Cut(
                    kept,
                    kept.map(Json::read),
                    "Which one?",
                    false,
                    Optional.of(Json.object().put("question", "Which one?")),
                    true,
                    List.of());
        }
        ObjectNode draft = Json.object().put("d", LENGTH.toMillis());
        var tracks = draft.putArray("t");
        track(tracks.addObject(), 0, media.get(0).name());
        track(tracks.addObject(), 1, "Lo-fi");
        track(tracks.addObject(), 7, kept.map(before -> before + " / ").orElse("") + message);
        String now = kept.map(before -> before + " / ").orElse("") + message;
        return new Cut(
                Optional.of(now),
                Optional.of(draft),
                "The title says: " + message,
                true,
                Optional.empty(),
                true,
                List.of());
    }

    private static void track(ObjectNode track, int type, String name) {
        track.put("tt", type)
                .putArray("sg")
                .addObject()
                .put("d", LENGTH.toMillis())
                .putObject("m")
                .put("name", name);
    }

    @Override
    public String summary(JsonNode draft) {
        return "Timeline (" + draft.path("t").size() + " tracks)";
    }

    @Override
    public JsonNode canvas(String kept) {
        return Json.object().put("width", WIDTH_PX).put("height", HEIGHT_PX);
    }

    @Override
    public Film film(JsonNode draft, List<MediaItem> media, long seed) {
        if (draft.path("d").asInt() <= 0) {
            throw new IllegalArgumentException("it has no length");
        }
        return new Film(
                new Film.Canvas(WIDTH_PX, HEIGHT_PX),
                Duration.ofMillis(draft.path("d").asInt()),
                List.of(),
                List.of(),
                List.of(),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                seed);
    }
}
