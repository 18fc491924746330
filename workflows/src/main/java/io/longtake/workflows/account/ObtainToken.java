package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Asks for an anonymous token.
 *
 * @param generation the number the new token will have; an activity that is run again for the same number hands out what
 *     the first run wrote down, since the backend issues one token per client in seven days
 */
public record ObtainToken(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("clientId") String clientId,
        @JsonProperty(value = "generation", required = true) int generation) {}
