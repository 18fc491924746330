package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;

/**
 * One message.
 *
 * @param intentId identifies this message; once started under this id, it is never sent again, whichever caller
 *     schedules it
 */
public record ChatRequest(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("session") BackendSession session,
        @JsonProperty("intentId") String intentId,
        @JsonProperty("message") String message,
        @JsonProperty("limits") ChatLimits limits) {}
