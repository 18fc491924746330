package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What goes on in a session at this moment: small, for whoever looks often.
 *
 * @param revision changes whenever the session's view does; equal revisions mean an equal view
 * @param doing in words; empty between two steps
 * @param running the turn of the ordered lane, with what is known of it so far as its report
 * @param queued how many turns wait
 * @param unreached why the message that is being sent did not reach the backend at its last try, a sentence; empty once it did
 * @param renders those that have not ended; how far each is stands in the heartbeats of its workflow's activities
 */
public record SessionProgress(
        @JsonProperty("revision") String revision,
        @JsonProperty("phase") SessionPhase phase,
        @JsonProperty("doing") String doing,
        @JsonProperty("running") Optional<TurnHeader> running,
        @JsonProperty(value = "queued", required = true) int queued,
        @JsonProperty("unreached") Optional<String> unreached,
        @JsonProperty("renders") List<RenderRecord> renders) {
    public SessionProgress {
        renders = List.copyOf(renders);
    }

    static SessionProgress of(SessionState state, String revision, String doing, Optional<String> unreached) {
        return new SessionProgress(
                revision,
                state.phase(),
                doing,
                state.queue().turns().stream()
                        .filter(turn -> turn.status() == TurnStatus.RUNNING)
                        .filter(turn -> !(turn instanceof Turn.ExportTurn export && export.isRendering()))
                        .map(Turn::standing)
                        .findFirst(),
                state.queue().queued().size(),
                unreached,
                state.renders().records().stream()
                        .filter(render -> render.outcome().isEmpty())
                        .toList());
    }

    /** Nothing queued, nothing running, no render under way. */
    public boolean idle() {
        return running.isEmpty() && queued == 0 && renders.isEmpty();
    }
}
