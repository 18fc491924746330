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

/** Where a token's seal is asked for. */
@FunctionalInterface
public interface LeaseSource {
    /**
     * What the account holds now.
     *
     * @throws RuntimeException if it doesn't answer
     */
    Optional<TokenLease> ask(String accountId);

    /**
     * Asks the account's workflow, by query.
     *
     * @param patience below an activity's heartbeat timeout; the client by itself would retry for minutes
     */
    static LeaseSource workflows(WorkflowClient client, Duration patience) {
        ExecutorService askers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "account-query");
            thread.setDaemon(true);
            return thread;
        });
        return accountId -> {
            AccountWorkflow account = client.newWorkflowStub(AccountWorkflow.class, accountId);
            return within(askers.submit(account::lease), patience);
        };
    }

    private static Optional<TokenLease> within(Future<Optional<TokenLease>> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IllegalStateException("no answer in " + patience, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
    }
}
