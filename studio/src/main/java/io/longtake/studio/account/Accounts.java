package io.longtake.studio.account;

import io.longtake.files.digest.Sha256;
import io.longtake.studio.config.StudioConfig.Prices;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Row;
import io.longtake.studio.database.Transaction;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Callers;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.random.RandomValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Clients, tokens and credits. Only the hash of a token is stored; its text appears only in the response that issued it. */
public final class Accounts implements Callers {
    /** How long a token is valid, and how often a client may request one. */
    public static final Duration TOKEN_LIFE = Duration.ofDays(7);

    private final Database database;
    private final Prices prices;
    private final Clock clock;

    public Accounts(Database database, Prices prices, Clock clock) {
        this.database = database;
        this.prices = prices;
        this.clock = clock;
    }

    /** A new token; its text is available only here. */
    public record Issued(String token, String userId, int credits, Instant expiresAt) {}

    /**
     * Issues a client its token for the next 7 days.
     *
     * @throws Refusal 429 while an earlier token of the same client is valid, or when the address has reached its limit
     */
    public Issued issue(UUID client, String address) {
        Instant now = clock.instant();
        String token = "nmv_usr_" + RandomValues.word();
        return database.transact(t -> {
            String user = user(t, client);
            refuseSecond(t, user, address, now);
            Instant expiresAt = now.plus(TOKEN_LIFE);
            t.run(
                    "INSERT INTO token (hash, user, address, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                    Sha256.of(token),
                    user,
                    address,
                    now,
                    expiresAt);
            t.run("UPDATE account SET available = MAX(available, ?) WHERE user = ?", prices.grant(), user);
            return new Issued(token, user, balance(t, user).available(), expiresAt);
        });
    }

    private String user(Transaction t, UUID client) {
        Optional<String> known =
                t.first("SELECT user FROM account WHERE client = ?", row -> row.text("user"), client.toString());
        if (known.isPresent()) {
            return known.get();
        }
        String user = "user_" + RandomValues.word();
        t.run(
                "INSERT INTO account (client, user, available, frozen) VALUES (?, ?, ?, 0)",
                client.toString(),
                user,
                prices.grant());
        return user;
    }

    private void refuseSecond(Transaction t, String user, String address, Instant now) {
        if (count(t, "SELECT COUNT(*) AS count FROM token WHERE user = ? AND expires_at > ?", user, now) > 0) {
            throw Refusal.status(429, "This client already has a token; each client gets one per 7 days.");
        }
        int limit = prices.tokensPerAddress();
        String issued = "SELECT COUNT(*) AS count FROM token WHERE address = ? AND issued_at > ?";
        if (limit > 0 && count(t, issued, address, now.minus(TOKEN_LIFE)) >= limit) {
            throw Refusal.status(429, "This address has reached its limit of " + limit + " tokens per 7 days.");
        }
    }

    private static int count(Transaction t, String sql, Object... values) {
        return t.first(sql, row -> row.integer("count"), values).orElse(0);
    }

    @Override
    public Optional<Caller> caller(String token) {
        String hash = Sha256.of(token);
        return database.read(t -> t.first(
                "SELECT user FROM token WHERE hash = ? AND expires_at > ?",
                row -> new Caller(row.text("user"), hash),
                hash,
                clock.instant()));
    }

    @Override
    public void expire(Caller caller) {
        database.transact(
                t -> t.run("UPDATE token SET expires_at = ? WHERE hash = ?", clock.instant(), caller.tokenHash()));
    }

    public Balance balance(String userId) {
        return database.read(t -> balance(t, userId));
    }

    private static Balance balance(Transaction t, String userId) {
        return t.first("SELECT available, frozen FROM account WHERE user = ?", Accounts::asBalance, userId)
                .orElse(new Balance(0, 0, 0));
    }

    private static Balance asBalance(Row row) {
        int available = row.integer("available");
        int frozen = row.integer("frozen");
        return new Balance(available, frozen, available + frozen);
    }

    /**
     * Reserves credits, in the caller's transaction.
     *
     * @throws Refusal 2001 when there are not enough
     */
    public static void freeze(Transaction t, String userId, int credits) {
        int available = balance(t, userId).available();
        if (available < credits) {
            throw Refusal.noCredits(credits, available);
        }
        t.run(
                "UPDATE account SET available = available - ?, frozen = frozen + ? WHERE user = ?",
                credits,
                credits,
                userId);
    }

    /** Spends reserved credits. */
    public static void charge(Transaction t, String userId, int credits) {
        t.run("UPDATE account SET frozen = frozen - ? WHERE user = ?", credits, userId);
    }

    /** Returns reserved credits. */
    public static void release(Transaction t, String userId, int credits) {
        t.run(
                "UPDATE account SET available = available + ?, frozen = frozen - ? WHERE user = ?",
                credits,
                credits,
                userId);
    }
}
