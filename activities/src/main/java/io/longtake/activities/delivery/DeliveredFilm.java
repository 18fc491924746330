package io.longtake.activities.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/**
 * A film on its way to a path, or there.
 *
 * @param session the name of the session that it is of
 * @param file as the media store keeps it
 */
public record DeliveredFilm(
        @JsonProperty("session") String session,
        @JsonProperty("renderId") String renderId,
        @JsonProperty("file") MediaRef file) {}
