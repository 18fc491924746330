package io.longtake.activities.account;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.failure.FailureType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides an activity with its token before anything is sent: from memory, otherwise from the account workflow. */
public final class CredentialResolver {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialResolver.class);

    /**
     * A token with less time left than this is renewed, because one request may take that long. The account workflow uses the same
     * value.
     */
    private static final Duration RENEWAL_MARGIN = Duration.ofMinutes(1);

    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(10);

    private final LeaseSource source;
    private final Sealer sealer;
    private final Clock clock;
    private final Map<Key, Held> known = new ConcurrentHashMap<>();
    private final Map<Key, Instant> renewalRequested = new ConcurrentHashMap<>();

    private record Key(String accountId, String origin) {}

    /** A credential, its sealed form, and its expiry time, where known. */
    private record Held(Credential credential, SealedToken sealed, Optional<Instant> end) {}

    public CredentialResolver(LeaseSource source, Sealer sealer) {
        this(source, sealer, Clock.systemUTC());
    }

    public CredentialResolver(LeaseSource source, Sealer sealer, Clock clock) {
        this.source = source;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Returns the token for a lease.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code ACCOUNT_SILENT}, {@code TOKEN_REFUSED} (the account has no usable token
     *     and has to obtain one) or {@code TOKEN_UNAVAILABLE}; nothing was sent in any of these cases
     */
    public Credential resolve(AccountLease lease) {
        Key key = new Key(lease.accountId(), lease.origin());
        Held cached = known.get(key);
        // After a key rotation the account is queried again: only the account has the token as it is sealed now.
        Held held = cached != null
                        && cached.credential().generation() >= lease.generation()
                        && isPresentKey(cached.sealed())
                ? cached
                : fresh(key, lease);
        if (endsSoon(key, held)) {
            known.remove(key);
            throw NemoFailures.tokenRequired(held.credential().generation());
        }
        return held.credential();
    }

    private boolean isPresentKey(SealedToken sealed) {
        try {
            return sealer.isPresentKey(sealed);
        } catch (IOException e) {
            // This is no reason to discard a token that is already decrypted.
            return true;
        }
    }

    private Held fresh(Key key, AccountLease lease) {
        TokenLease answer = ask(lease);
        Held fresh = new Held(open(lease, answer), answer.token(), answer.expiresAt());
        known.put(key, fresh);
        return fresh;
    }

    /**
     * Whether to request a renewal because the token is about to expire. Returns {@code true} at most once in 10 minutes for each
     * account and backend: while the account renews the token, other callers continue with the old one, and a backend whose tokens
     * are all short-lived does not cause endless renewals.
     */
    private boolean endsSoon(Key key, Held held) {
        Instant now = clock.instant();
        boolean soon =
                held.end().filter(end -> now.plus(RENEWAL_MARGIN).isAfter(end)).isPresent();
        if (!soon) {
            return false;
        }
        Instant earlier = renewalRequested.get(key);
        boolean first = earlier == null || earlier.plus(BETWEEN_RENEWALS).isBefore(now);
        return first
                && (earlier == null
                        ? renewalRequested.putIfAbsent(key, now) == null
                        : renewalRequested.replace(key, earlier, now));
    }

    /**
     * Drops a token that the backend refused, so that it is not used again.
     *
     * @param generation the refused token; a newer one is kept
     */
    public void forget(AccountLease lease, int generation) {
        known.computeIfPresent(
                new Key(lease.accountId(), lease.origin()),
                (key, held) -> held.credential().generation() <= generation ? null : held);
    }

    private TokenLease ask(AccountLease lease) {
        Optional<TokenLease> held;
        try {
            held = source.ask(lease.accountId());
        } catch (RuntimeException e) {
            LOG.info("The account {} does not respond: {}", lease.accountId(), e.toString());
            throw NemoFailures.of(
                    FailureType.ACCOUNT_SILENT,
                    "The account did not provide its token in time. Nothing was sent; Longtake tries again.");
        }
        return held.filter(token -> token.generation() >= lease.generation())
                .orElseThrow(() -> NemoFailures.tokenRequired(lease.generation()));
    }

    private Credential open(AccountLease lease, TokenLease held) {
        try {
            AccessToken token = sealer.open(held.token(), lease.accountId(), lease.origin());
            if (!sealer.isPresentKey(held.token())) {
                source.sealedWithOldKey(lease.accountId(), held.token().keyId());
            }
            return new Credential(token, held.generation());
        } catch (IOException e) {
            throw NemoFailures.of(FailureType.TOKEN_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
