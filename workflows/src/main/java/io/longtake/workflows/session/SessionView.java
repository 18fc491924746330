package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The complete view of a session.
 *
 * @param media the files at the backend, a list of {@code UploadedMedia}; empty before the first upload
 * @param archive the newest document with older turns
 * @param backendSessionFirstTurn the first turn since the session was last rebuilt, or 1
 * @param notifications the events that report the ends of requests; without their encrypted addresses
 */
public record SessionView(
        @JsonProperty("spec") SessionSpec spec,
        @JsonProperty("phase") SessionPhase phase,
        @JsonProperty("backend") Optional<BackendSession> backend,
        @JsonProperty("timeline") Optional<TimelineSnapshot> timeline,
        @JsonProperty("media") Optional<MediaListing> media,
        @JsonProperty("turns") List<Turn> turns,

        @JsonProperty(value = "archivedTurns", required = true)
        int archivedTurns,

        @JsonProperty("renders") List<RenderRecord> renders,
        @JsonProperty("details") String details,
        @JsonProperty("archive") Optional<MediaRef> archive,

        @JsonProperty(value = "backendSessionFirstTurn", required = true)
        int backendSessionFirstTurn,

        @JsonProperty("notifications") List<Notification> notifications) {
    static SessionView of(SessionSpec spec, SessionState state, String doing) {
        return new SessionView(
                spec,
                state.phase(),
                state.backend().session(),
                state.backend().timeline(),
                state.backend().media(),
                state.queue().turns(),
                state.archive().turns(),
                state.renders().records(),
                doing,
                state.archive().document(),
                state.queue().backendSessionFirstTurn(),
                state.notifications().forDisplay());
    }

    /** Adds archived turns and their renders. */
    public SessionView withOlder(List<Turn> olderTurns, List<RenderRecord> olderRenders) {
        return new SessionView(
                spec,
                phase,
                backend,
                timeline,
                media,
                Stream.concat(olderTurns.stream(), turns.stream()).toList(),
                archivedTurns,
                Stream.concat(olderRenders.stream(), renders.stream()).toList(),
                details,
                archive,
                backendSessionFirstTurn,
                notifications);
    }

    /** No queued turn, no running turn, no running render. */
    public boolean idle() {
        return turns.stream().allMatch(t -> t.status().ended())
                && renders.stream().allMatch(r -> r.outcome().isPresent());
    }
}
