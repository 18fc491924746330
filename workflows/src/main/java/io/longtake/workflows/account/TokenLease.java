package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as the account stores it.
 *
 * @param expiresAt expiry sent by the backend, or seven days after the token was issued; empty for a given token
 * @param userId the backend's id for the account, if the backend sent one
 */
public record TokenLease(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("token") SealedToken token,
        @JsonProperty("expiresAt") Optional<Instant> expiresAt,
        @JsonProperty("userId") Optional<String> userId) {}
