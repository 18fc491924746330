package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A finished film to write to the user's path.
 *
 * @param reportTo workflow id of the session of the film
 */
public record DeliverVideo(
        @JsonProperty("video") Video video,
        @JsonProperty("delivery") Delivery delivery,
        @JsonProperty("reportTo") String reportTo,
        @JsonProperty("renderId") String renderId) {}
