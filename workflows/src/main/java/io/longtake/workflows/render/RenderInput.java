package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Installation;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import java.time.Duration;
import java.util.Optional;

/**
 * The argument of a render workflow, decided by the session before anything is sent.
 *
 * @param renderId globally unique; also the end of this workflow's id
 * @param reportTo the session's workflow id; the session may end before the render
 * @param exportTurn the turn that this render belongs to
 * @param pollInterval interval between two polls, unless the backend requests a shorter one
 * @param deadline from submission to the end of the render
 * @param lostAfter how long to poll while the backend does not know the render or gives no clear answer
 * @param delivery the user's path for the file, if any
 * @param aim the purpose of the workflow if it is not to submit and download the render
 */
public record RenderInput(
        @JsonProperty("renderId") String renderId,
        @JsonProperty("reportTo") String reportTo,
        @JsonProperty(value = "exportTurn", required = true) int exportTurn,
        @JsonProperty("account") AccountLease account,
        @JsonProperty("session") BackendSession session,
        @JsonProperty("draft") MediaRef draft,
        @JsonProperty("pollInterval") Duration pollInterval,
        @JsonProperty("deadline") Duration deadline,
        @JsonProperty("lostAfter") Duration lostAfter,
        @JsonProperty("rateLimitDelay") Duration rateLimitDelay,
        @JsonProperty("delivery") Optional<Delivery> delivery,
        @JsonProperty("aim") Optional<RenderPurpose> aim) {
    /** The name of the session that this render reports to. */
    String sessionName() {
        return Installation.sessionName(reportTo);
    }
}
