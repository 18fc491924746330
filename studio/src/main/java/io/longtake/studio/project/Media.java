package io.longtake.studio.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.http.Json;
import io.longtake.studio.timeline.MediaItem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * One uploaded file.
 *
 * @param filename as uploaded, without any folder
 * @param hash SHA-256 in hex
 * @param link the secret part of its address
 */
public record Media(
        String id, String filename, MediaFacts facts, String hash, long bytes, Path file, String link, Instant at) {

    /** The file in the form that the editor uses. */
    public MediaItem item() {
        int dot = filename.lastIndexOf('.');
        String name = dot > 0 ? filename.substring(0, dot) : filename;
        return new MediaItem(id, facts.kind(), name, file, facts.widthPx(), facts.heightPx(), facts.length());
    }

    /** The file as uploads and the state report it; its length is in seconds. */
    public ObjectNode told() {
        return Json.object()
                .put("filename", filename)
                .put("file_type", facts.kind().name().toLowerCase(Locale.ROOT))
                .put("duration", facts.length().toMillis() / 1000.0)
                .put("width", facts.widthPx())
                .put("height", facts.heightPx())
                .put("fps", facts.fps())
                .put("hash", hash);
    }
}
