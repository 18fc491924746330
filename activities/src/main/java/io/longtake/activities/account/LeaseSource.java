package io.longtake.activities.account;

import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.account.TokenLease;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source of an account's sealed token. */
@FunctionalInterface
public interface LeaseSource {
    Logger LOG = LoggerFactory.getLogger(LeaseSource.class);

    /**
     * Returns the token that the account holds now; empty if it holds none.
     *
     * @throws RuntimeException if the account does not answer
     */
    Optional<TokenLease> ask(String accountId);

    /**
     * Reports to the account that its token is sealed with a key that is no longer the current one. Best effort: a failure is not
     * reported to the caller.
     */
    default void sealedWithOldKey(String accountId, String keyId) {}

    /**
     * A source that queries the account workflow.
     *
     * @param timeout the time limit for a query; must be below an activity's heartbeat timeout, because the client alone would
     *     retry for minutes
     */
    static LeaseSource workflows(WorkflowClient client, Duration timeout) {
        ExecutorService askers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "account-query");
            thread.setDaemon(true);
            return thread;
        });
        return new LeaseSource() {
            @Override
            public Optional<TokenLease> ask(String accountId) {
                AccountWorkflow account = client.newWorkflowStub(AccountWorkflow.class, accountId);
                return within(askers.submit(account::lease), timeout);
            }

            @Override
            public void sealedWithOldKey(String accountId, String keyId) {
                AccountWorkflow account = client.newWorkflowStub(AccountWorkflow.class, accountId);
                askers.execute(() -> signalOldKey(account, keyId));
            }
        };
    }

    private static void signalOldKey(AccountWorkflow account, String keyId) {
        try {
            account.sealedWithOldKey(keyId);
        } catch (RuntimeException e) {
            // The old key still opens the token, and the next use reports it again.
            LOG.info("Can't report to an account that its token is encrypted with an old key: {}", e.toString());
        }
    }

    private static Optional<TokenLease> within(Future<Optional<TokenLease>> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IllegalStateException("no response within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while querying the account", e);
        }
    }
}
