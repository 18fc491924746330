package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The argument of an account workflow.
 *
 * @param accountId its workflow id
 * @param origin scheme, host and port of the backend
 * @param clientId the UUID for {@code X-Client-Id}; not a secret
 * @param given the user's own token, sealed; an account with such a token never requests an anonymous one
 * @param carried the state of the previous run; empty in the first run
 */
public record AccountInput(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("clientId") String clientId,
        @JsonProperty("given") Optional<SealedToken> given,
        @JsonProperty("carried") Optional<AccountState> carried) {}
