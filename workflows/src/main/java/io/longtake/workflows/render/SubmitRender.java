package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.MediaRef;

/** Submits the draft under a previously decided id. */
public record SubmitRender(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("session") BackendSession session,
        @JsonProperty("renderId") String renderId,
        @JsonProperty("draft") MediaRef draft) {}
