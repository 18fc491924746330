package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.Optional;

/**
 * Searches the archive for a request that is no longer in the session's state.
 *
 * @param document the newest document of the archive
 */
public record FindRequest(
        @JsonProperty("document") MediaRef document,
        @JsonProperty("requestId") String requestId) {
    /** @param request empty if the archive has no request with that id */
    public record Found(@JsonProperty("request") Optional<HandledRequest> request) {}
}
