package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The session's state as the backend keeps it. Parts that the backend doesn't give are empty JSON objects or arrays of Jackson's
 * "missing" kind, never null.
 *
 * @param userId what a registration binds to, where the state tells it
 */
public record ProjectState(
        JsonNode draft,
        JsonNode videoInfos,
        JsonNode canvasConfig,
        JsonNode generatedMedia,
        Optional<String> userId,
        Optional<String> taskId) {
    /** Whether some track of the draft has a segment. */
    public boolean exportable() {
        for (JsonNode track : draft.path("t")) {
            if (!track.path("sg").isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
