package io.longtake.workflows.account;

import io.temporal.activity.ActivityInterface;

/** Operations of an account on the installation's keys. May be repeated. */
@ActivityInterface
public interface SealActivities {
    /**
     * Seals the same token with the current key. Fails with {@code TOKEN_UNAVAILABLE} if the old key no longer exists.
     */
    SealedToken resealToken(ResealToken request);
}
