package io.longtake.workflows.film;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;

/**
 * One part of a film.
 *
 * @param film the document that describes the film and its media
 * @param part the part's name, which identifies its content
 */
public record RenderPart(
        @JsonProperty("film") MediaRef film,
        @JsonProperty("part") String part) {}
