package io.longtake.activities.account;

import io.longtake.activities.credential.Sealer;
import io.longtake.activities.failure.NemoFailures;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.answer.AnonymousToken;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.ObtainToken;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.failure.FailureType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** See {@link AccountActivities}. */
public final class NemoAccountActivities implements AccountActivities {
    /** The lifetime of an anonymous token according to the contract. */
    private static final Duration LIFE = Duration.ofDays(7);

    private final NemoClients clients;
    private final AccountCalls calls;
    private final Sealer sealer;
    private final IssuedTokens issued;
    private final Clock clock;

    public NemoAccountActivities(NemoClients clients, AccountCalls calls, Sealer sealer, Path home, Clock clock) {
        this.clients = clients;
        this.calls = calls;
        this.sealer = sealer;
        this.issued = new IssuedTokens(home);
        this.clock = clock;
    }

    @Override
    public TokenLease obtainToken(ObtainToken request) {
        try {
            Optional<TokenLease> before = issued.find(request.accountId(), request.generation())
                    .filter(lease ->
                            lease.expiresAt().map(clock.instant()::isBefore).orElse(true));
            return before.isPresent() ? before.get() : ask(request);
        } catch (NemoException e) {
            throw NemoFailures.ofTokenRequest(e, request.generation());
        } catch (IOException e) {
            throw NemoFailures.of(
                    FailureType.TOKEN_UNAVAILABLE, "The token can't be stored on this machine: " + e.getMessage());
        }
    }

    private TokenLease ask(ObtainToken request) throws IOException {
        // Fails before a token is spent if the key can't be created or read.
        sealer.prepare();
        AnonymousToken token = clients.at(request.origin()).anonymousToken(request.clientId());
        SealedToken sealed = sealer.seal(token.token(), request.accountId(), request.origin());
        Instant end = token.expiresAt().orElseGet(() -> clock.instant().plus(LIFE));
        TokenLease lease = new TokenLease(request.generation(), sealed, Optional.of(end), token.userId());
        issued.keep(request.accountId(), lease);
        return lease;
    }

    @Override
    public Credits readCredits(AccountLease account) {
        var credits = calls.call(account, (client, token) -> client.credits(token));
        return new Credits(credits.available(), credits.frozen(), credits.total());
    }
}
