package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;
import java.time.Duration;

/**
 * Anything about a render the backend may know.
 *
 * @param pollInterval how long to wait before asking again, unless the backend names a shorter wait
 */
public record RenderCall(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("renderId") String renderId,
        @JsonProperty("pollInterval") Duration pollInterval) {}
