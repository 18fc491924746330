package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.util.List;

/**
 * The input of a render.
 *
 * @param seed the project's
 * @param output the file for the finished film
 * @param work a folder that no other render uses meanwhile, kept over restarts; it may contain finished parts of earlier renders
 */
public record RenderJob(JsonNode draft, List<MediaItem> media, long seed, Path output, Path work) {
    public RenderJob {
        media = List.copyOf(media);
    }
}
