package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One thing that a draft's metadata tells, in words for people.
 *
 * @param subject whose it is, as in {@code “Urban Dreams”} or {@code the music}; empty for the film and its shots
 * @param aspect what it is about, as in {@code motion}, {@code look}, {@code place}
 * @param values one that holds throughout, else one for each shot in order; empty text where a shot has none
 */
public record TimelineDetail(
        @JsonProperty("subject") String subject,
        @JsonProperty("aspect") String aspect,
        @JsonProperty("values") List<String> values) {
    public TimelineDetail {
        values = List.copyOf(values);
    }
}
