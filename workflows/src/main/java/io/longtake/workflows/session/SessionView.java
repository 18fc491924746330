package io.longtake.workflows.session;

import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything worth showing.
 *
 * @param archive the newest document with older turns
 * @param lifeBegan the first turn since the session was last rebuilt, or 1
 */
public record SessionView(
        SessionSpec spec,
        SessionPhase phase,
        Optional<BackendSession> backend,
        Optional<TimelineSnapshot> timeline,
        List<UploadedMedia> media,
        List<Turn> turns,
        int archivedTurns,
        List<RenderRecord> renders,
        String details,
        Optional<MediaRef> archive,
        int lifeBegan) {
    public SessionView {
        // Absent in what workers of older versions answer.
        archive = Objects.requireNonNullElse(archive, Optional.empty());
    }

    /** Nothing queued, nothing running, no render under way. */
    public boolean idle() {
        return turns.stream().allMatch(t -> t.status().ended())
                && renders.stream().allMatch(r -> r.outcome().isPresent());
    }
}
