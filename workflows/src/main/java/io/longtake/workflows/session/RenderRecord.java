package io.longtake.workflows.session;

import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.render.RenderOutcome;
import java.util.Objects;
import java.util.Optional;

/**
 * A render of this session; without an outcome it runs.
 *
 * @param follower which workflow follows it: the first, or a later one that took it up again after an unknown end
 * @param waiting it is to be followed, and the workflow for that isn't started yet
 * @param aim what its present follower is for, when that is not to make and fetch it
 */
public record RenderRecord(
        String renderId,
        int exportTurn,
        Optional<RenderOutcome> outcome,
        int follower,
        boolean waiting,
        Optional<RenderAim> aim) {
    public RenderRecord {
        aim = Objects.requireNonNullElse(aim, Optional.empty());
    }

    public RenderRecord(
            String renderId, int exportTurn, Optional<RenderOutcome> outcome, int follower, boolean waiting) {
        this(renderId, exportTurn, outcome, follower, waiting, Optional.empty());
    }

    static RenderRecord decided(String renderId, int exportTurn) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), 1, true);
    }

    RenderRecord ended(RenderOutcome how) {
        return new RenderRecord(renderId, exportTurn, Optional.of(how), follower, false, aim);
    }

    RenderRecord again(Optional<RenderAim> newAim) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), follower + 1, true, newAim);
    }

    RenderRecord followed() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false, aim);
    }

    /** The workflow that answers for it. */
    public String workflowId() {
        return "render-" + renderId + (follower <= 1 ? "" : "-" + follower);
    }
}
