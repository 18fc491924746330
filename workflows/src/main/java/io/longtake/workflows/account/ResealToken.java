package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A token that was sealed with a key that is no longer the installation's current one. */
public record ResealToken(
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("token") SealedToken token) {
    @Override
    public String toString() {
        return "ResealToken[" + accountId + ", " + token.keyId() + "]";
    }
}
