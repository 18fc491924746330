package io.longtake.activities.account;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.failure.FailureType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an activity its token before anything is sent: from memory, else from the account. */
public final class CredentialResolver {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialResolver.class);

    private final LeaseSource source;
    private final Sealer sealer;
    private final Map<Key, Credential> known = new ConcurrentHashMap<>();

    private record Key(String accountId, String origin) {}

    public CredentialResolver(LeaseSource source, Sealer sealer) {
        this.source = source;
        this.sealer = sealer;
    }

    /**
     * The token for a lease.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code ACCOUNT_SILENT}, {@code TOKEN_REFUSED} (the account has none now and
     *     is to see to it) or {@code TOKEN_UNAVAILABLE}; in every case nothing was sent
     */
    public Credential resolve(AccountLease lease) {
        Key key = new Key(lease.accountId(), lease.origin());
        Credential cached = known.get(key);
        if (cached != null && cached.generation() >= lease.generation()) {
            return cached;
        }
        Credential fresh = open(lease, ask(lease));
        known.put(key, fresh);
        return fresh;
    }

    /** The backend refused that one: it is not handed out again. */
    public void forget(AccountLease lease, int generation) {
        known.computeIfPresent(
                new Key(lease.accountId(), lease.origin()),
                (key, credential) -> credential.generation() <= generation ? null : credential);
    }

    private TokenLease ask(AccountLease lease) {
        Optional<TokenLease> held;
        try {
            held = source.ask(lease.accountId());
        } catch (RuntimeException e) {
            LOG.info("The account {} does not answer: {}", lease.accountId(), e.toString());
            throw NemoFailures.of(
                    FailureType.ACCOUNT_SILENT,
                    "The account could not be asked for its token in time. Nothing was sent; it is tried again.");
        }
        return held.filter(token -> token.generation() >= lease.generation())
                .orElseThrow(() -> NemoFailures.tokenWanted(lease.generation()));
    }

    private Credential open(AccountLease lease, TokenLease held) {
        try {
            return new Credential(sealer.open(held.token(), lease.accountId(), lease.origin()), held.generation());
        } catch (IOException e) {
            throw NemoFailures.of(FailureType.TOKEN_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
