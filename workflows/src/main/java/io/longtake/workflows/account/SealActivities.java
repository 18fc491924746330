package io.longtake.workflows.account;

import io.temporal.activity.ActivityInterface;

/** What an account asks of the installation's keys. May be repeated. */
@ActivityInterface
public interface SealActivities {
    /** The same token, sealed with the present key. Fails with {@code TOKEN_UNAVAILABLE} where the old key is gone. */
    SealedToken resealToken(ResealToken request);
}
