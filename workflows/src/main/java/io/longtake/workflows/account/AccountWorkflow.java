package io.longtake.workflows.account;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/**
 * Owns one token for one backend, for years. Started with {@code ready} as update-with-start, id
 * {@code account-<hash of the origin>-<client id or fingerprint of a given token>}.
 */
@WorkflowInterface
public interface AccountWorkflow {
    @WorkflowMethod
    void run(AccountInput input);

    /** Answers when there is a usable token, or when there won't be one; {@code AccountView.trouble} says why. */
    @UpdateMethod
    AccountView ready();

    /** The balance, read now. Fails with the failure type of the last try. */
    @UpdateMethod
    Credits credits();

    /** The backend refused a token; the account settles it once and answers with {@code tokenSettled}. */
    @SignalMethod
    void tokenRefused(TokenRefused report);

    /**
     * The token in use was opened with a key that is no longer the installation's present one: it is sealed anew.
     *
     * @param keyId the old key; a signal about a key that is out of use already changes nothing
     */
    @SignalMethod
    void sealedWithOldKey(String keyId);

    /** The token, sealed, for a worker's memory. */
    @QueryMethod
    Optional<TokenLease> lease();

    @QueryMethod
    AccountView view();
}
