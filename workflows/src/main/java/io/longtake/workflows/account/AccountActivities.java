package io.longtake.workflows.account;

import io.temporal.activity.ActivityInterface;

/** Requests of an account to its backend. */
@ActivityInterface
public interface AccountActivities {
    /**
     * Obtains an anonymous token with the account's client id, and seals it.
     *
     * <p>Fails with {@code RATE_LIMITED} (a token was issued to this client less than seven days ago, or too many
     * tokens were issued to this address) and the retryable types.
     */
    TokenLease obtainToken(ObtainToken request);

    /** Reads the balance. Fails with {@code TOKEN_REFUSED} and the retryable types. */
    Credits readCredits(AccountLease account);
}
