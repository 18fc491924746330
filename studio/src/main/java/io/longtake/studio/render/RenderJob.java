package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.util.List;

/**
 * What a render needs.
 *
 * @param seed the project's
 * @param output where the film is to be
 * @param work a folder that no other render uses meanwhile, kept over restarts; finished parts of earlier renders may lie there
 */
public record RenderJob(JsonNode draft, List<MediaItem> media, long seed, Path output, Path work) {
    public RenderJob {
        media = List.copyOf(media);
    }
}
