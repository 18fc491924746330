package io.longtake.workflows.session;

import io.longtake.workflows.render.RenderOutcome;
import java.util.Optional;

/**
 * A render of this session; without an outcome it runs.
 *
 * @param follower which workflow follows it: the first, or a later one that took it up again after an unknown end
 * @param waiting it is to be followed, and the workflow for that isn't started yet
 */
public record RenderRecord(
        String renderId, int exportTurn, Optional<RenderOutcome> outcome, int follower, boolean waiting) {
    static RenderRecord decided(String renderId, int exportTurn) {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), 1, true);
    }

    RenderRecord ended(RenderOutcome how) {
        return new RenderRecord(renderId, exportTurn, Optional.of(how), follower, false);
    }

    RenderRecord again() {
        return new RenderRecord(renderId, exportTurn, Optional.empty(), follower + 1, true);
    }

    RenderRecord followed() {
        return new RenderRecord(renderId, exportTurn, outcome, follower, false);
    }

    /** The workflow that answers for it. */
    public String workflowId() {
        return "render-" + renderId + (follower <= 1 ? "" : "-" + follower);
    }
}
