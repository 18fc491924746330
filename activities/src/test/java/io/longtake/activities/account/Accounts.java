package io.longtake.activities.account;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake account that holds a sealed token; counts how often it is queried. */
public final class Accounts {
    public static final String ID = "account-test";

    public final Sealer sealer;
    public final AtomicInteger asked = new AtomicInteger();
    /** The ids of the keys that were reported to the account as old. */
    public final List<String> oldKeys = new CopyOnWriteArrayList<>();

    public final CredentialResolver resolver;
    public final AccountCalls calls;
    public final NemoClients clients = new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK);
    private final String origin;
    private Optional<TokenLease> held = Optional.empty();
    private boolean silent;

    public Accounts(Path home, String origin) {
        this.sealer = new Sealer(new KeyRing(home));
        this.origin = origin;
        this.resolver = new CredentialResolver(source(), sealer);
        this.calls = new AccountCalls(clients, resolver);
        hold(1, FakeCloud.TOKEN);
    }

    public void hold(int generation, AccessToken token) {
        hold(generation, token, Optional.empty());
    }

    public void hold(int generation, AccessToken token, Optional<Instant> end) {
        try {
            held = Optional.of(new TokenLease(generation, sealer.seal(token, ID, origin), end, Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void holdNothing() {
        held = Optional.empty();
    }

    public void fallSilent() {
        silent = true;
    }

    public AccountLease lease(int generation) {
        return new AccountLease(ID, origin, generation);
    }

    public SealedToken sealed() {
        return held.orElseThrow().token();
    }

    public CredentialResolver resolverAt(Clock clock) {
        return new CredentialResolver(source(), sealer, clock);
    }

    private LeaseSource source() {
        return new LeaseSource() {
            @Override
            public Optional<TokenLease> ask(String accountId) {
                return Accounts.this.ask();
            }

            @Override
            public void sealedWithOldKey(String accountId, String keyId) {
                oldKeys.add(keyId);
            }
        };
    }

    private Optional<TokenLease> ask() {
        asked.incrementAndGet();
        if (silent) {
            throw new IllegalStateException("no poller");
        }
        return held;
    }
}
