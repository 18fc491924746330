package io.longtake.workflows.film;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;

/**
 * The argument of a film's workflow.
 *
 * @param film the document that describes the film and its media
 * @param parts names of the parts to render, in the order in which they are started
 */
public record FilmRenderInput(
        @JsonProperty("film") MediaRef film,
        @JsonProperty("parts") List<String> parts) {
    public FilmRenderInput {
        parts = List.copyOf(parts);
    }
}
