package io.longtake.workflows.account;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/**
 * Manages one token for one backend, for years. Started with the update {@code ready} (update-with-start); its id is
 * {@code account-<hash of the origin>-<client id or fingerprint of a given token>}.
 */
@WorkflowInterface
public interface AccountWorkflow {
    @WorkflowMethod
    void run(AccountInput input);

    /**
     * Returns when there is a usable token, or when none can be obtained; {@code AccountView.trouble} then gives the
     * reason.
     */
    @UpdateMethod
    AccountView ready();

    /** Reads the current balance. Fails with the failure type of the last attempt. */
    @UpdateMethod
    Credits credits();

    /**
     * Reports a token that the backend refused. The account renews the token once and answers with
     * {@code tokenSettled}.
     */
    @SignalMethod
    void tokenRefused(TokenRefused report);

    /**
     * Reports that the current token was opened with a key that is no longer the installation's current one; the
     * account seals the token again.
     *
     * @param keyId the old key; the signal has no effect if this key is no longer in use
     */
    @SignalMethod
    void sealedWithOldKey(String keyId);

    /** The sealed token, for a worker's cache. */
    @QueryMethod
    Optional<TokenLease> lease();

    @QueryMethod
    AccountView view();
}
