package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;

public record ReadTimeline(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("session") BackendSession session) {}
