package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as the account holds it.
 *
 * @param expiresAt as the backend said, or seven days after it was issued; empty for a given token
 * @param userId the backend's name for the account, where it told
 */
public record TokenLease(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("token") SealedToken token,
        @JsonProperty("expiresAt") Optional<Instant> expiresAt,
        @JsonProperty("userId") Optional<String> userId) {}
