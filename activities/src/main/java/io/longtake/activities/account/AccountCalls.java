package io.longtake.activities.account;

import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import java.util.Optional;

/** Runs repeatable requests on behalf of an account: obtains the token, makes the call, and translates failures. */
public final class AccountCalls {
    private final NemoClients clients;
    private final CredentialResolver credentials;

    public AccountCalls(NemoClients clients, CredentialResolver credentials) {
        this.clients = clients;
        this.credentials = credentials;
    }

    /** One or more requests that use the account's client and token. */
    @FunctionalInterface
    public interface Use<T, E extends Exception> {
        T with(NemoClient client, AccessToken token) throws E;
    }

    /** @throws io.temporal.failure.ApplicationFailure for every {@link NemoException} that {@code use} does not handle */
    public <T, E extends Exception> T call(AccountLease account, Use<T, E> use) throws E {
        return call(account, Optional.empty(), use);
    }

    /**
     * The same as {@link #call(AccountLease, Use)}, for a session. If the backend refuses and the user has to register, the failure
     * names a registration link with an id that preserves the work of this session.
     *
     * @throws io.temporal.failure.ApplicationFailure for every {@link NemoException} that {@code use} does not handle
     */
    public <T, E extends Exception> T call(AccountLease account, BackendSession session, Use<T, E> use) throws E {
        return call(account, session.userId().or(session::taskId), use);
    }

    private <T, E extends Exception> T call(AccountLease account, Optional<String> bind, Use<T, E> use) throws E {
        Credential credential = credentials.resolve(account);
        NemoClient client = client(account, credential);
        try {
            return use.with(client, credential.token());
        } catch (NemoException e) {
            if (e instanceof NemoException.TokenRefused) {
                credentials.forget(account, credential.generation());
            }
            throw NemoFailures.ofRepeatable(e, credential.generation(), client.hint(e, credential.token(), bind));
        }
    }

    private NemoClient client(AccountLease account, Credential credential) {
        try {
            return clients.at(account.origin());
        } catch (NemoException e) {
            throw NemoFailures.ofRepeatable(e, credential.generation());
        }
    }
}
