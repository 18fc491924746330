package io.longtake.workflows.film;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.media.MediaRef;
import java.util.List;

/**
 * Finished parts.
 *
 * @param finished number of all finished parts
 * @param next the parts from the requested number on, in the order in which they were finished, at most
 *     {@code Limits.PARTS_PER_ANSWER}; the name of each reference is the part's name
 */
public record FilmProgress(
        @JsonProperty(value = "finished", required = true) int finished,
        @JsonProperty("next") List<MediaRef> next) {
    public FilmProgress {
        next = List.copyOf(next);
    }
}
