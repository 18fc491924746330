package io.longtake.workflows.chat;

import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.session.BackendSession;

/**
 * One message.
 *
 * @param intentId names this sending; what was begun under it once is never sent again, whoever schedules it
 */
public record ChatRequest(
        AccountLease account, BackendSession session, String intentId, String message, ChatLimits limits) {}
