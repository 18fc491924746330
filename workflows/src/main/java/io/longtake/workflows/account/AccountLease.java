package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The credential that an activity uses: the account's id and the lowest generation that it may use, never the token.
 *
 * @param accountId the account workflow's id, {@code account-<hash of origin>-<client>}
 * @param origin the backend of the account; its token is sent to no other server
 * @param generation number of the token within this account; 0 accepts any
 */
public record AccountLease(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty(value = "generation", required = true) int generation) {
    public AccountLease atLeast(int newGeneration) {
        return new AccountLease(accountId, origin, Math.max(generation, newGeneration));
    }
}
