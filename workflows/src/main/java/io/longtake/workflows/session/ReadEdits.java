package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/**
 * Requests the history of the archived edits.
 *
 * @param document the newest document of the archive
 * @param from index of the first edit to return, from 0
 */
public record ReadEdits(
        @JsonProperty("document") MediaRef document,
        @JsonProperty(value = "from", required = true) int from) {}
