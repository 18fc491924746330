package io.longtake.workflows.account;

/** A token that was sealed with a key which is no longer the installation's present one. */
public record ResealToken(String accountId, String origin, SealedToken token) {
    @Override
    public String toString() {
        return "ResealToken[" + accountId + ", " + token.keyId() + "]";
    }
}
