package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import java.util.Optional;

/**
 * A render of this session; without an outcome it runs.
 *
 * @param follower which workflow follows it: the first, or a later one that took it up again after an unknown end
 * @param waiting it is to be followed, and the workflow for that isn't started yet
 * @param aim what its present follower is for, when that is not to make and fetch it
 * @param begunBefore whether the present follower was there already: a run of this session that was reset has started it, and it may
 *     have reported to that run
 */
public record RenderRecord(
        @JsonProperty("renderId") String renderId,
        @JsonProperty(value = "exportTurn", required = true) int exportTurn,
        @JsonProperty("outcome") Optional<RenderOutcome> outcome,
        @JsonProperty(value = "follower", required = true) int follower,
        @JsonProperty(value = "waiting", required = true) boolean waiting,
        @JsonProperty("aim") Optional<RenderPurpose> aim,

        @JsonProperty(value = "begunBefore", required = true)
        boolean begunBefore) {
    static RenderRecord decided(String renderId, int exportTurn) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), 1, true, Optional.empty(), false);
    }

    RenderRecord ended(RenderOutcome how) {
        return new RenderRecord(renderId, exportTurn, Optional.of(how), follower, false, aim, begunBefore);
    }

    RenderRecord again(Optional<RenderPurpose> newAim) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), follower + 1, true, newAim, false);
    }

    /** As long as the follower that was there already is there, it is the only one: an export that is given up has one to stop. */
    RenderRecord foundBegun() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim, true);
    }

    /** The follower that was there already is gone without a report: a further one looks for the render, and submits nothing. */
    RenderRecord takenUp() {
        return again(aim.or(() -> Optional.of(RenderPurpose.FOLLOW)));
    }

    RenderRecord followed() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim, false);
    }

    /** Whether the report is of a follower that stands where this render's does, and has made a film of another draft. */
    boolean isDisplacedBy(String reportedId) {
        return begunBefore
                && outcome.isEmpty()
                && !reportedId.equals(renderId)
                && RenderId.place(reportedId).equals(RenderId.place(renderId));
    }

    /** The workflow that answers for it. */
    public String workflowId() {
        return "render-" + RenderId.place(renderId) + (follower <= 1 ? "" : "-" + follower);
    }
}
