package io.longtake.workflows.timeline;

import java.util.List;

/**
 * One track, for people; the draft itself lives in the media store.
 *
 * @param segments the first ones, so that a snapshot stays small
 * @param segmentCount how many there really are
 */
public record TimelineTrack(TrackType type, List<TimelineSegment> segments, int segmentCount) {
    public TimelineTrack {
        segments = List.copyOf(segments);
    }
}
