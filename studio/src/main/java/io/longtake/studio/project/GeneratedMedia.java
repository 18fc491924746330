package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.http.Json;

/** The media of a timeline that were not uploaded: the videos made of photos, and music. */
final class GeneratedMedia {
    private static final int VIDEO = 0;
    private static final int SOUND = 1;

    private GeneratedMedia() {}

    /** The contract's {@code generated_media}, in the order of the timeline; lengths in seconds. */
    static ArrayNode of(JsonNode draft) {
        ArrayNode all = Json.array();
        for (JsonNode track : draft.path("t")) {
            int type = track.path("tt").asInt(-1);
            for (JsonNode segment : track.path("sg")) {
                JsonNode meta = segment.path("m");
                boolean fromPhoto =
                        type == VIDEO && meta.path("kind").asText("").equals("image");
                boolean music = type == SOUND && meta.path("kind").asText("").equals("music");
                if (fromPhoto || music) {
                    all.add(told(music ? "audio" : "video", segment, meta));
                }
            }
        }
        return all;
    }

    private static ObjectNode told(String type, JsonNode segment, JsonNode meta) {
        ObjectNode told = Json.object()
                .put("file_type", type)
                .put("name", meta.path("name").asText(""))
                .put("start", meta.path("start").asLong() / 1000.0)
                .put("duration", segment.path("d").asLong() / 1000.0);
        for (String detail : new String[] {"media", "mood", "instrument"}) {
            if (meta.path(detail).isTextual()) {
                told.put(detail, meta.path(detail).asText());
            }
        }
        return told;
    }
}
