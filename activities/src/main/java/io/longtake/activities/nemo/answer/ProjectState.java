package io.longtake.activities.nemo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The session's state as the backend keeps it. Parts that the backend does not send are empty JSON objects or arrays, or Jackson's
 * "missing" node, never null.
 *
 * @param userId the id to which a registration binds, if the state contains it
 */
public record ProjectState(
        JsonNode draft,
        JsonNode videoInfos,
        JsonNode canvasConfig,
        JsonNode generatedMedia,
        Optional<String> userId,
        Optional<String> taskId) {
    /** Whether any track of the draft has a segment. */
    public boolean exportable() {
        for (JsonNode track : draft.path("t")) {
            if (!track.path("sg").isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
