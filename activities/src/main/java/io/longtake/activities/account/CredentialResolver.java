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

/** Gives an activity its token before anything is sent: from memory, else from the account. */
public final class CredentialResolver {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialResolver.class);

    /** The same as the account's: less is left of the token than a request may take. */
    private static final Duration FORESIGHT = Duration.ofMinutes(1);

    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(10);

    private final LeaseSource source;
    private final Sealer sealer;
    private final Clock clock;
    private final Map<Key, Held> known = new ConcurrentHashMap<>();
    private final Map<Key, Instant> foreseen = new ConcurrentHashMap<>();

    private record Key(String accountId, String origin) {}

    /** A credential, how it was sealed, and when it ends, where that is known. */
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
     * The token for a lease.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code ACCOUNT_SILENT}, {@code TOKEN_REFUSED} (the account has none now and
     *     is to see to it) or {@code TOKEN_UNAVAILABLE}; in every case nothing was sent
     */
    public Credential resolve(AccountLease lease) {
        Key key = new Key(lease.accountId(), lease.origin());
        Held cached = known.get(key);
        // After a change of keys the account is asked again: how it is sealed by now shows only there.
        Held held = cached != null
                        && cached.credential().generation() >= lease.generation()
                        && isPresentKey(cached.sealed())
                ? cached
                : fresh(key, lease);
        if (endsSoon(key, held)) {
            known.remove(key);
            throw NemoFailures.tokenWanted(held.credential().generation());
        }
        return held.credential();
    }

    private boolean isPresentKey(SealedToken sealed) {
        try {
            return sealer.isPresentKey(sealed);
        } catch (IOException e) {
            // No reason to give up a token that is open already.
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
     * A token that is about to end is renewed before it is refused. Asked for once: whoever comes while the account sees to
     * it works with the old one, and a backend whose tokens all end at once is not asked for ever.
     */
    private boolean endsSoon(Key key, Held held) {
        Instant now = clock.instant();
        boolean soon =
                held.end().filter(end -> now.plus(FORESIGHT).isAfter(end)).isPresent();
        if (!soon) {
            return false;
        }
        Instant earlier = foreseen.get(key);
        boolean first = earlier == null || earlier.plus(BETWEEN_RENEWALS).isBefore(now);
        return first
                && (earlier == null ? foreseen.putIfAbsent(key, now) == null : foreseen.replace(key, earlier, now));
    }

    /** The backend refused that one: it is not handed out again. */
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
