package io.longtake.activities.account;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.workflows.account.ResealToken;
import io.longtake.workflows.account.SealActivities;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.failure.FailureType;
import java.io.IOException;

/** See {@link SealActivities}. */
public final class KeySealActivities implements SealActivities {
    private final Sealer sealer;

    public KeySealActivities(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public SealedToken resealToken(ResealToken request) {
        try {
            return sealer.seal(
                    sealer.open(request.token(), request.accountId(), request.origin()),
                    request.accountId(),
                    request.origin());
        } catch (IOException e) {
            throw NemoFailures.of(FailureType.TOKEN_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
