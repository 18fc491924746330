package io.longtake.activities.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/**
 * A film that is to be delivered to a path, or was delivered there.
 *
 * @param session the name of the film's session
 * @param file the film in the media store
 */
public record DeliveredFilm(
        @JsonProperty("session") String session,
        @JsonProperty("renderId") String renderId,
        @JsonProperty("file") MediaRef file) {}
