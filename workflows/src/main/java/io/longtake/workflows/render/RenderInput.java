package io.longtake.workflows.render;

import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.session.BackendSession;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One render, decided by a session before anything was sent.
 *
 * @param renderId unique for ever; also the end of this workflow's id
 * @param reportTo the session's workflow id; it may have ended when the render does
 * @param exportTurn the turn this render serves
 * @param pollInterval between two looks, where the backend doesn't ask for shorter ones
 * @param deadline from submission to the end
 * @param delivery where the person wants the file, if anywhere
 * @param aim when it is not to be made and fetched
 */
public record RenderInput(
        String renderId,
        String reportTo,
        int exportTurn,
        AccountLease account,
        BackendSession session,
        MediaRef draft,
        Duration pollInterval,
        Duration deadline,
        Duration rateLimitDelay,
        Optional<Delivery> delivery,
        Optional<RenderAim> aim) {
    public RenderInput {
        aim = Objects.requireNonNullElse(aim, Optional.empty());
    }
}
