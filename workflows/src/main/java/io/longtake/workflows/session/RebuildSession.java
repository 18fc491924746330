package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Asks for a new backend session with the kept media, and the edits again if {@code replayEdits}: they are paid again.
 *
 * @param maxCredits what the repeated edits may cost together
 * @param archived the edits that the session itself no longer has at hand; one request with everything, so that nobody who
 *     asks has to stay until the last one is queued
 */
public record RebuildSession(
        @JsonProperty("requestId") String requestId,

        @JsonProperty(value = "replayEdits", required = true)
        boolean replayEdits,

        @JsonProperty("maxCredits") Optional<Double> maxCredits,
        @JsonProperty("archived") Optional<ArchivedEdits> archived) {}
