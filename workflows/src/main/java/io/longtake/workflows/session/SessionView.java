package io.longtake.workflows.session;

import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Optional;

/** Everything worth showing. */
public record SessionView(
        SessionSpec spec,
        SessionPhase phase,
        Optional<BackendSession> backend,
        Optional<TimelineSnapshot> timeline,
        List<UploadedMedia> media,
        List<Turn> turns,
        int archivedTurns,
        List<RenderRecord> renders,
        String details) {
    /** Nothing queued, nothing running, no render under way. */
    public boolean idle() {
        return turns.stream().allMatch(t -> t.status().ended())
                && renders.stream().allMatch(r -> r.outcome().isPresent());
    }
}
