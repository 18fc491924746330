package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;
import java.time.Duration;
import java.util.Optional;

/**
 * One render, decided by a session before anything was sent.
 *
 * @param renderId unique for ever; also the end of this workflow's id
 * @param reportTo the session's workflow id; it may have ended when the render does
 * @param exportTurn the turn this render serves
 * @param pollInterval between two looks, where the backend doesn't ask for shorter ones
 * @param deadline from submission to the end
 * @param lostAfter how long it is looked for while the backend does not know it or gives no clear answer
 * @param delivery where the person wants the file, if anywhere
 * @param aim when it is not to be made and fetched
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
        @JsonProperty("aim") Optional<RenderPurpose> aim) {}
