package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One track, for people; the draft itself lives in the media store.
 *
 * @param segments the first ones, so that a snapshot stays small
 * @param segmentCount how many there really are
 */
public record TimelineTrack(
        @JsonProperty("type") TrackType type,
        @JsonProperty("segments") List<TimelineSegment> segments,

        @JsonProperty(value = "segmentCount", required = true)
        int segmentCount) {
    public TimelineTrack {
        segments = List.copyOf(segments);
    }
}
