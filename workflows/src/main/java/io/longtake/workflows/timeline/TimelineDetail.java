package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One detail from a draft's metadata, in words for the user.
 *
 * @param subject what it belongs to, such as {@code “Urban Dreams”} or {@code the music}; empty for the video and its
 *     shots
 * @param aspect what it describes, such as {@code motion}, {@code look}, {@code place}
 * @param values one value for the whole, or one for each shot in order; an empty text for a shot without a value
 */
public record TimelineDetail(
        @JsonProperty("subject") String subject,
        @JsonProperty("aspect") String aspect,
        @JsonProperty("values") List<String> values) {
    public TimelineDetail {
        values = List.copyOf(values);
    }
}
