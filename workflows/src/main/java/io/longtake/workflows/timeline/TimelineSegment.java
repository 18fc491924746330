package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * One segment of a track.
 *
 * @param label what it shows or says, at most 80 characters
 */
public record TimelineSegment(
        @JsonProperty("label") String label,
        @JsonProperty(value = "startMs", required = true) long startMs,
        @JsonProperty(value = "endMs", required = true) long endMs,
        @JsonProperty("volumePercent") Optional<Integer> volumePercent) {}
