package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Requests an anonymous token.
 *
 * @param generation the number of the new token; a repeated activity for the same number returns the token that the
 *     first attempt stored, because the backend issues one token per client in seven days
 */
public record ObtainToken(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("clientId") String clientId,
        @JsonProperty(value = "generation", required = true) int generation) {}
