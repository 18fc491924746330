package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The current activity of a session: small, for clients that poll often.
 *
 * @param revision changes whenever the session's view does; equal revisions mean an equal view
 * @param doing the current step in words; empty between two steps
 * @param running the current turn of the ordered lane; its report contains what is known so far
 * @param queued number of queued turns
 * @param connectionFailure why the last attempt to send the current message did not reach the backend, a sentence; empty if it
 *     did
 * @param renders the running renders; their progress is in the heartbeats of their workflow's activities
 */
public record SessionProgress(
        @JsonProperty("revision") String revision,
        @JsonProperty("phase") SessionPhase phase,
        @JsonProperty("doing") String doing,
        @JsonProperty("running") Optional<TurnHeader> running,
        @JsonProperty(value = "queued", required = true) int queued,
        @JsonProperty("connectionFailure") Optional<String> connectionFailure,
        @JsonProperty("renders") List<RenderRecord> renders) {
    public SessionProgress {
        renders = List.copyOf(renders);
    }

    static SessionProgress of(SessionState state, String revision, String doing, Optional<String> connectionFailure) {
        return new SessionProgress(
                revision,
                state.phase(),
                doing,
                state.queue().turns().stream()
                        .filter(turn -> turn.status() == TurnStatus.RUNNING)
                        .filter(turn -> !(turn instanceof Turn.ExportTurn export && export.isRendering()))
                        .map(Turn::header)
                        .findFirst(),
                state.queue().queued().size(),
                connectionFailure,
                state.renders().records().stream()
                        .filter(render -> render.outcome().isEmpty())
                        .toList());
    }

    /** No queued turn, no running turn, no running render. */
    public boolean idle() {
        return running.isEmpty() && queued == 0 && renders.isEmpty();
    }
}
