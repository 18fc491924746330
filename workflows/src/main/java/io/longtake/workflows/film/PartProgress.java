package io.longtake.workflows.film;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Heartbeat details of a part.
 *
 * @param done the fraction rendered, 0 to 1
 */
public record PartProgress(
        @JsonProperty(value = "done", required = true) double done) {}
