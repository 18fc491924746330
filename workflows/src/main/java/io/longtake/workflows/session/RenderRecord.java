package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.render.RenderOutcome;
import java.util.Optional;

/**
 * A render of this session; without an outcome it runs.
 *
 * @param follower which workflow follows it: the first, or a later one that took it up again after an unknown end
 * @param waiting it is to be followed, and the workflow for that isn't started yet
 * @param aim what its present follower is for, when that is not to make and fetch it
 */
public record RenderRecord(
        @JsonProperty("renderId") String renderId,
        @JsonProperty(value = "exportTurn", required = true) int exportTurn,
        @JsonProperty("outcome") Optional<RenderOutcome> outcome,
        @JsonProperty(value = "follower", required = true) int follower,
        @JsonProperty(value = "waiting", required = true) boolean waiting,
        @JsonProperty("aim") Optional<RenderAim> aim) {
    static RenderRecord decided(String renderId, int exportTurn) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), 1, true, Optional.empty());
    }

    RenderRecord ended(RenderOutcome how) {
        return new RenderRecord(renderId, exportTurn, Optional.of(how), follower, false, aim);
    }

    RenderRecord again(Optional<RenderAim> newAim) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), follower + 1, true, newAim);
    }

    /**
     * Its workflow was started before, by a run of this session that was reset. As long as that one is there it is the only
     * one, so that an export that is given up has one workflow to stop.
     */
    RenderRecord begunBefore() {
        Optional<RenderAim> now = aim.or(() -> Optional.of(RenderAim.FOLLOW));
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, now);
    }

    /** Whether its first workflow is one of a run that was reset, which may have reported to that run. */
    boolean isFirstBegunBefore() {
        return follower == 1 && aim.equals(Optional.of(RenderAim.FOLLOW));
    }

    /** Its first workflow is gone without a report: a second one looks for the render, and submits nothing. */
    RenderRecord takenUp() {
        return again(aim);
    }

    RenderRecord followed() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim);
    }

    /** The workflow that answers for it. */
    public String workflowId() {
        return "render-" + RenderId.place(renderId) + (follower <= 1 ? "" : "-" + follower);
    }
}
