package io.longtake.studio.account;

import io.longtake.files.digest.Sha256;
import io.longtake.studio.chance.Chance;
import io.longtake.studio.config.StudioConfig.Prices;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.Sql;
import io.longtake.studio.http.Caller;
import io.longtake.studio.http.Callers;
import io.longtake.studio.http.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clients, tokens and credits. A token is kept as its hash only; its text is in the answer that gave it and nowhere else. */
public final class Accounts implements Callers {
    /** How long a token works, and how often a client may ask for one. */
    public static final Duration TOKEN_LIFE = Duration.ofDays(7);

    public static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS account (client TEXT PRIMARY KEY, user TEXT NOT NULL UNIQUE,"
                    + " available INTEGER NOT NULL, frozen INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS token (hash TEXT PRIMARY KEY, user TEXT NOT NULL, address TEXT NOT NULL,"
                    + " issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)");

    private final Database database;
    private final Prices prices;
    private final Clock clock;

    public Accounts(Database database, Prices prices, Clock clock) {
        this.database = database;
        this.prices = prices;
        this.clock = clock;
    }

    /** A new token, in clear for this once. */
    public record Issued(String token, String userId, int credits, Instant expiresAt) {}

    /**
     * Gives a client its token for the next 7 days.
     *
     * @throws Refusal 429 while an earlier one of the same client still works, or when the address had its share
     */
    public Issued issue(UUID client, String address) {
        Instant now = clock.instant();
        String token = "nmv_usr_" + Chance.word();
        return database.transact(c -> {
            String user = user(c, client);
            refuseSecond(c, user, address, now);
            Instant expiresAt = now.plus(TOKEN_LIFE);
            Sql.run(
                    c,
                    "INSERT INTO token (hash, user, address, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                    Sha256.of(token),
                    user,
                    address,
                    now,
                    expiresAt);
            Sql.run(c, "UPDATE account SET available = MAX(available, ?) WHERE user = ?", prices.grant(), user);
            return new Issued(token, user, balance(c, user).available(), expiresAt);
        });
    }

    private String user(Connection c, UUID client) throws SQLException {
        Optional<String> known =
                Sql.first(c, "SELECT user FROM account WHERE client = ?", row -> row.getString(1), client.toString());
        if (known.isPresent()) {
            return known.get();
        }
        String user = "user_" + Chance.word();
        Sql.run(
                c,
                "INSERT INTO account (client, user, available, frozen) VALUES (?, ?, ?, 0)",
                client.toString(),
                user,
                prices.grant());
        return user;
    }

    private void refuseSecond(Connection c, String user, String address, Instant now) throws SQLException {
        if (count(c, "SELECT COUNT(*) FROM token WHERE user = ? AND expires_at > ?", user, now) > 0) {
            throw Refusal.status(429, "This client has a token already; one is given per client and 7 days.");
        }
        int limit = prices.tokensPerAddress();
        String issued = "SELECT COUNT(*) FROM token WHERE address = ? AND issued_at > ?";
        if (limit > 0 && count(c, issued, address, now.minus(TOKEN_LIFE)) >= limit) {
            throw Refusal.status(429, "This address has had its " + limit + " tokens of 7 days.");
        }
    }

    private static int count(Connection c, String sql, Object... values) throws SQLException {
        return Sql.first(c, sql, row -> row.getInt(1), values).orElse(0);
    }

    @Override
    public Optional<Caller> caller(String token) {
        String hash = Sha256.of(token);
        return database.transact(c -> Sql.first(
                c,
                "SELECT user FROM token WHERE hash = ? AND expires_at > ?",
                row -> new Caller(row.getString(1), hash),
                hash,
                clock.instant()));
    }

    @Override
    public void expire(Caller caller) {
        database.transact(
                c -> Sql.run(c, "UPDATE token SET expires_at = ? WHERE hash = ?", clock.instant(), caller.tokenHash()));
    }

    public Balance balance(String userId) {
        return database.transact(c -> balance(c, userId));
    }

    private static Balance balance(Connection c, String userId) throws SQLException {
        return Sql.first(
                        c,
                        "SELECT available, frozen FROM account WHERE user = ?",
                        row -> new Balance(row.getInt(1), row.getInt(2), row.getInt(1) + row.getInt(2)),
                        userId)
                .orElse(new Balance(0, 0, 0));
    }

    /**
     * Sets credits aside, in the caller's transaction.
     *
     * @throws Refusal 2001 when there are not enough
     */
    public static void freeze(Connection c, String userId, int credits) throws SQLException {
        int available = balance(c, userId).available();
        if (available < credits) {
            throw Refusal.noCredits(credits, available);
        }
        Sql.run(
                c,
                "UPDATE account SET available = available - ?, frozen = frozen + ? WHERE user = ?",
                credits,
                credits,
                userId);
    }

    /** Spends credits that were set aside. */
    public static void charge(Connection c, String userId, int credits) throws SQLException {
        Sql.run(c, "UPDATE account SET frozen = frozen - ? WHERE user = ?", credits, userId);
    }

    /** Gives back credits that were set aside. */
    public static void release(Connection c, String userId, int credits) throws SQLException {
        Sql.run(
                c,
                "UPDATE account SET available = available + ?, frozen = frozen - ? WHERE user = ?",
                credits,
                credits,
                userId);
    }
}
