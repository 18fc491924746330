package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/** The view of an account for queries, without its token. */
public record AccountView(
        @JsonProperty("origin") String origin,
        @JsonProperty("clientId") String clientId,
        @JsonProperty(value = "given", required = true) boolean given,
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty(value = "ready", required = true) boolean ready,
        @JsonProperty("expiresAt") Optional<Instant> expiresAt,
        @JsonProperty("userId") Optional<String> userId,
        @JsonProperty("failure") Optional<Failure> failure) {}
