package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import java.time.Duration;

/**
 * A request about a render that the backend may know.
 *
 * @param pollInterval wait before the next poll, unless the backend requests a shorter one
 */
public record RenderCall(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("renderId") String renderId,
        @JsonProperty("pollInterval") Duration pollInterval) {}
