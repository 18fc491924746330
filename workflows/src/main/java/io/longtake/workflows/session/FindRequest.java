package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.Optional;

/**
 * Asks whether a request that a session no longer remembers was answered once.
 *
 * @param document the newest document of the archive
 */
public record FindRequest(
        @JsonProperty("document") MediaRef document,
        @JsonProperty("requestId") String requestId) {
    /** @param request empty where the archive has none of that id */
    public record Found(@JsonProperty("request") Optional<HandledRequest> request) {}
}
