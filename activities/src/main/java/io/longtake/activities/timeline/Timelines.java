package io.longtake.activities.timeline;

import io.longtake.activities.nemo.answer.ProjectState;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.longtake.workflows.timeline.TimelineTrack;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Converts the backend's state into a snapshot of the timeline. */
public final class Timelines {
    /** A snapshot stays small for films of any length; the draft in the store is complete. */
    private static final int SHOWN_TRACKS = 12;

    private static final int SHOWN_SEGMENTS = 20;

    private Timelines() {}

    /** The bytes of the draft that are stored and submitted for rendering. */
    public static byte[] draftBytes(ProjectState state) {
        return state.draft().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param draft the reference to the stored {@link #draftBytes} */
    public static TimelineSnapshot snapshot(ProjectState state, MediaRef draft) {
        List<TimelineTrack> tracks = DraftReader.tracks(state.draft());
        return new TimelineSnapshot(
                CanonicalJson.fingerprint(state.draft()),
                draft,
                TimelineWords.summary(tracks),
                DraftReader.durationMs(state.draft(), tracks),
                !tracks.isEmpty(),
                tracks.stream().limit(SHOWN_TRACKS).map(Timelines::shortened).toList(),
                ListedMedia.of(state.videoInfos()).size(),
                DetailReader.details(state.draft(), state.canvasConfig()));
    }

    private static TimelineTrack shortened(TimelineTrack track) {
        return new TimelineTrack(
                track.type(), track.segments().stream().limit(SHOWN_SEGMENTS).toList(), track.segmentCount());
    }
}
