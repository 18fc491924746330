package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What an account starts with.
 *
 * @param accountId its workflow id
 * @param origin scheme, host and port of the backend
 * @param clientId the UUID for {@code X-Client-Id}; no secret
 * @param given the person's own token, sealed; an account with one never asks for an anonymous one
 * @param carried what the run before knew; empty in the first
 */
public record AccountInput(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("clientId") String clientId,
        @JsonProperty("given") Optional<SealedToken> given,
        @JsonProperty("carried") Optional<AccountState> carried) {}
