package io.longtake.cli.client;

import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountView;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Requests to accounts: tokens and credits. */
public final class Accounts {
    /**
     * When a backend refuses access for this long, it counts as unreachable; the account continues to retry. A 429 response
     * delays the next try by 30 s, or by up to a minute if the backend requests it.
     */
    private static final Duration ACCOUNT_LIMIT = Duration.ofSeconds(75);

    private final ServerClient server;

    public Accounts(ServerClient server) {
        this.server = server;
    }

    /** Ensures that the account has a token; starts the account if it does not run. */
    public AccountView ready(Backend backend, Optional<SealedToken> given) {
        var input =
                new AccountInput(backend.accountId(), backend.origin(), backend.clientId(), given, Optional.empty());
        return server.call("preparing access to " + backend.origin(), ACCOUNT_LIMIT, client -> {
            var stub = client.newWorkflowStub(
                    AccountWorkflow.class,
                    WorkflowStart.options(
                            backend.accountId(),
                            "access to " + backend.origin(),
                            Urgency.REQUIRED.of(backend.accountId())));
            return WorkflowClient.executeUpdateWithStart(
                    stub::ready,
                    WorkflowStart.update(AccountView.class, UUID.randomUUID().toString()),
                    new WithStartWorkflowOperation<>(stub::run, input));
        });
    }

    public Credits credits(String accountId) {
        return server.call("reading the credits", client -> client.newWorkflowStub(AccountWorkflow.class, accountId)
                .credits());
    }

    /** The token that the account has now; empty while it has none. */
    public Optional<TokenLease> lease(String accountId) {
        return server.call("reading the token", client -> client.newWorkflowStub(AccountWorkflow.class, accountId)
                .lease());
    }
}
