package io.longtake.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One track, for display; the draft itself is in the media store.
 *
 * @param segments the first segments only, so that a snapshot remains small
 * @param segmentCount number of all segments
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
