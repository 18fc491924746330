package io.longtake.acceptance.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.film.Film;
import io.longtake.studio.project.EditingDesk;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes every message over the first picture, for two seconds; on request it breaks down instead. */
final class PaperDesk implements EditingDesk {
    private static final int LENGTH_MS = 2000;

    private volatile boolean broken;

    void breakDown(boolean now) {
        broken = now;
    }

    @Override
    public Cut apply(Optional<String> kept, List<MediaItem> media, String message, long seed) {
        if (broken) {
            throw new IllegalStateException("the scissors are gone");
        }
        String words = kept.map(before -> before + " / ").orElse("") + message;
        ObjectNode draft = JsonNodeFactory.instance.objectNode().put("d", LENGTH_MS);
        var tracks = draft.putArray("t");
        track(tracks.addObject(), 0, media.get(0).name());
        track(tracks.addObject(), 7, words);
        return new Cut(Optional.of(words), Optional.of(draft), "It says: " + words, true);
    }

    private static void track(ObjectNode track, int type, String name) {
        ObjectNode segment = track.put("tt", type).putArray("sg").addObject().put("d", LENGTH_MS);
        segment.putObject("m").put("name", name);
    }

    @Override
    public String summary(JsonNode draft) {
        return "Timeline (" + draft.path("t").size() + " tracks)";
    }

    @Override
    public JsonNode canvas(String kept) {
        return JsonNodeFactory.instance.objectNode().put("width", 1920).put("height", 1080);
    }

    @Override
    public Film film(JsonNode draft, List<MediaItem> media, long seed) {
        return new Film(
                new Film.Canvas(1920, 1080),
                Duration.ofMillis(draft.path("d").asInt()),
                List.of(),
                List.of(),
                List.of(),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                seed);
    }
}
