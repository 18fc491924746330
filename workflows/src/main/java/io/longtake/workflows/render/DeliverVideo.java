package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A film that is to be put where the person wants it.
 *
 * @param reportTo the workflow id of the session that the film is of
 */
public record DeliverVideo(
        @JsonProperty("video") Video video,
        @JsonProperty("delivery") Delivery delivery,
        @JsonProperty("reportTo") String reportTo,
        @JsonProperty("renderId") String renderId) {}
