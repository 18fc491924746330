package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/**
 * Asks for the history of the edits that are in the archive.
 *
 * @param document the newest document of the archive
 * @param from the first edit of the part that is wanted, from 0
 */
public record ReadEdits(
        @JsonProperty("document") MediaRef document,
        @JsonProperty(value = "from", required = true) int from) {}
