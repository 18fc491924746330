package io.longtake.workflows.session;

import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.util.List;

/** A generating backend first shows the raw video, and adds music and titles later. */
final class SecondStage {
    private SecondStage() {}

    /** Whether the pictures are new, nothing else was added with them, and more was requested. */
    static boolean isDue(List<Expectation> expected, TimelineSnapshot baseline, TimelineSnapshot now) {
        return !has(TrackType.VIDEO, baseline)
                && has(TrackType.VIDEO, now)
                && now.tracks().stream().filter(t -> t.segmentCount() > 0).allMatch(t -> t.type() == TrackType.VIDEO)
                && expected.contains(Expectation.SOUND_OR_TEXT);
    }

    private static boolean has(TrackType type, TimelineSnapshot snapshot) {
        return snapshot.tracks().stream()
                        .filter(t -> t.type() == type)
                        .mapToInt(TimelineTrack::segmentCount)
                        .sum()
                > 0;
    }
}
