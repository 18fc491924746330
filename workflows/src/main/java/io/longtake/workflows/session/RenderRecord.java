package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import java.util.Optional;

/**
 * A render of this session; it is running while it has no outcome.
 *
 * @param follower number of the workflow that follows it: 1 for the first, higher for one that resumed it after an
 *     unknown end
 * @param waiting whether the workflow to follow it has yet to be started
 * @param aim purpose of the current follower, if it is not to submit and download the render
 * @param startedBeforeReset whether the current follower existed already: a run of this session before a reset started it, and
 *     it may have reported to that run
 */
public record RenderRecord(
        @JsonProperty("renderId") String renderId,
        @JsonProperty(value = "exportTurn", required = true) int exportTurn,
        @JsonProperty("outcome") Optional<RenderOutcome> outcome,
        @JsonProperty(value = "follower", required = true) int follower,
        @JsonProperty(value = "waiting", required = true) boolean waiting,
        @JsonProperty("aim") Optional<RenderPurpose> aim,

        @JsonProperty(value = "startedBeforeReset", required = true)
        boolean startedBeforeReset) {
    static RenderRecord decided(String renderId, int exportTurn) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), 1, true, Optional.empty(), false);
    }

    RenderRecord ended(RenderOutcome how) {
        return new RenderRecord(renderId, exportTurn, Optional.of(how), follower, false, aim, startedBeforeReset);
    }

    RenderRecord again(Optional<RenderPurpose> newAim) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), follower + 1, true, newAim, false);
    }

    /**
     * While the existing follower is running, no further one is started, so that a cancelled export has only one
     * workflow to stop.
     */
    RenderRecord foundExisting() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim, true);
    }

    /** The existing follower ended without a report: another one polls for the render and submits nothing. */
    RenderRecord resumed() {
        return again(aim.or(() -> Optional.of(RenderPurpose.FOLLOW)));
    }

    RenderRecord followed() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim, false);
    }

    /** Whether the report comes from a follower at the same place as this render's, for a film of another draft. */
    boolean isDisplacedBy(String reportedId) {
        return startedBeforeReset
                && outcome.isEmpty()
                && !reportedId.equals(renderId)
                && RenderId.place(reportedId).equals(RenderId.place(renderId));
    }

    /** Id of the workflow that manages the render. */
    public String workflowId() {
        return "render-" + RenderId.place(renderId) + (follower <= 1 ? "" : "-" + follower);
    }
}
