package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which credential an activity works with: the account's id and the least generation it may use, never the token.
 *
 * @param accountId the account workflow's id, {@code account-<hash of origin>-<client>}
 * @param origin the backend the account belongs to; its token goes nowhere else
 * @param generation counts the tokens this account has had; 0 takes any
 */
public record AccountLease(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty(value = "generation", required = true) int generation) {
    public AccountLease atLeast(int newGeneration) {
        return new AccountLease(accountId, origin, Math.max(generation, newGeneration));
    }
}
