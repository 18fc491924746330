package io.longtake.workflows.account;

import io.longtake.workflows.Limits;
import io.longtake.workflows.Timers;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a workflow's calls with its account's credential. If a token is refused, the account settles it and the call is
 * repeated; if a rate limit applies, the call waits for it. Use only for calls that may be repeated or whose failure
 * guarantees that they had no effect.
 */
public final class CredentialedCalls {
    private final Duration rateLimitDelay;
    private final int rateLimitWaits;
    private AccountLease lease;
    private Optional<TokenSettled> answer = Optional.empty();

    /**
     * For one workflow.
     *
     * @param rateLimitWaits how often one call waits for a rate limit before it fails
     */
    public CredentialedCalls(AccountLease lease, Duration rateLimitDelay, int rateLimitWaits) {
        this.lease = lease;
        this.rateLimitDelay = rateLimitDelay;
        this.rateLimitWaits = rateLimitWaits;
    }

    public int generation() {
        return lease.generation();
    }

    /** To be called by the workflow's signal handler. */
    public void settled(TokenSettled settled) {
        answer = Optional.of(settled);
    }

    /** Runs the call; a failure other than a refused token or a rate limit is passed to the caller unchanged. */
    public <T> T call(Function<AccountLease, T> activity) {
        int waits = 0;
        int renewals = 0;
        while (true) {
            try {
                return activity.apply(lease);
            } catch (ActivityFailure failure) {
                if (Failures.isCancelled(failure)) {
                    throw failure;
                }
                FailureType type = Failures.of(failure).type();
                if (type == FailureType.TOKEN_REFUSED && renewals < Limits.TOKEN_RENEWALS) {
                    renewals++;
                    renew(Failures.detail(failure, Integer.class).orElse(lease.generation()));
                } else if (type == FailureType.RATE_LIMITED && waits < rateLimitWaits) {
                    waits++;
                    Timers.sleep(
                            Failures.detail(failure, Duration.class).orElse(rateLimitDelay),
                            "wait for the backend's rate limit");
                } else {
                    throw failure;
                }
            }
        }
    }

    private void renew(int refusedGeneration) {
        answer = Optional.empty();
        AccountWorkflow account = Workflow.newExternalWorkflowStub(AccountWorkflow.class, lease.accountId());
        try {
            account.tokenRefused(
                    new TokenRefused(refusedGeneration, Workflow.getInfo().getWorkflowId()));
        } catch (SignalExternalWorkflowException | ApplicationFailure gone) {
            throw Failures.refusal(
                    FailureType.TOKEN_UNAVAILABLE,
                    "The account " + lease.accountId()
                            + " no longer exists on the Temporal server; `longtake new` creates it again.");
        }
        if (!Timers.await(Limits.ACCOUNT_ANSWER, "wait for a renewed token", () -> answer.isPresent())) {
            throw Failures.refusal(
                    FailureType.ACCOUNT_SILENT,
                    "The backend refused the token, and the account " + lease.accountId()
                            + " did not renew it within " + Limits.ACCOUNT_ANSWER.toMinutes()
                            + " minutes. Nothing was sent. Try again later; `longtake credits` tests the token and requests"
                            + " another one if necessary.");
        }
        TokenSettled settled = answer.orElseThrow();
        Optional<Failure> failure = settled.failure();
        if (failure.isPresent()) {
            throw Failures.refusal(failure.get());
        }
        lease = lease.atLeast(settled.generation());
    }
}
