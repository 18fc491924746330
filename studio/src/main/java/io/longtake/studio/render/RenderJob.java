package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.http.Json;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The input of a render.
 *
 * @param id of the render
 * @param seed the project's
 * @param output the file for the finished film
 * @param work a folder that no other render uses meanwhile, kept over restarts; it may contain finished parts of earlier renders
 */
public record RenderJob(String id, JsonNode draft, List<MediaItem> media, long seed, Path output, Path work) {
    public RenderJob {
        media = List.copyOf(media);
    }

    /** The length of the film. */
    Duration length() {
        return Duration.ofMillis(draft.path("m").path("length").asLong());
    }

    /** The job as a document, for another process. */
    public ObjectNode json() {
        ObjectNode node = Json.object()
                .put("id", id)
                .put("seed", seed)
                .put("output", output.toString())
                .put("work", work.toString());
        node.set("draft", draft);
        ArrayNode list = node.putArray("media");
        for (MediaItem item : media) {
            list.addObject()
                    .put("id", item.id())
                    .put("kind", item.kind().name())
                    .put("name", item.name())
                    .put("file", item.file().toString())
                    .put("width", item.widthPx())
                    .put("height", item.heightPx())
                    .put("length", item.length().toMillis());
        }
        return node;
    }

    /** The job of a document that {@link #json} returned. */
    public static RenderJob of(JsonNode node) {
        List<MediaItem> media = new ArrayList<>();
        for (JsonNode item : node.path("media")) {
            media.add(new MediaItem(
                    item.path("id").asText(),
                    MediaItem.Kind.valueOf(item.path("kind").asText()),
                    item.path("name").asText(),
                    Path.of(item.path("file").asText()),
                    item.path("width").asInt(),
                    item.path("height").asInt(),
                    Duration.ofMillis(item.path("length").asLong())));
        }
        return new RenderJob(
                node.path("id").asText(),
                node.path("draft"),
                media,
                node.path("seed").asLong(),
                Path.of(node.path("output").asText()),
                Path.of(node.path("work").asText()));
    }
}
