package io.longtake.studio.ledger;

import io.longtake.studio.database.Database;
import io.longtake.studio.database.Migration;
import io.longtake.studio.database.Row;
import io.longtake.studio.database.Schema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The request ledger. It has its own file, so that recording a poll does not wait for the disk: entries survive a crash of the
 * process, but not a power failure.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Times are milliseconds since 1970. */
    public static final Schema SCHEMA = Schema.of(Migration.of("""
            CREATE TABLE request (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                method TEXT NOT NULL,
                path TEXT NOT NULL,
                session TEXT,
                body_digest TEXT,
                intent TEXT,
                token TEXT,
                status INTEGER,
                code INTEGER,
                fault TEXT,
                answered_at INTEGER)"""));

    /** The row of a request that is not recorded; further data for it is discarded. */
    public static final long NOT_RECORDED = -1;

    private final Database database;
    private final Clock clock;

    private Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public static Ledger open(Path file, Clock clock) {
        Ledger ledger = new Ledger(Database.open(file, Database.Durability.CRASH, SCHEMA), clock);
        ledger.database.transact(
                t -> t.run("DELETE FROM request WHERE at < ?", clock.instant().minus(KEPT)));
        return ledger;
    }

    /**
     * One request.
     *
     * @param path without its query, which may contain secrets
     * @param session named by path or body
     * @param bodyDigest SHA-256 of a JSON body
     * @param intent what it requested: a message's text, a render's id, files' names
     * @param token first digits of its hash
     * @param status of the response; empty when none was sent
     * @param code of the envelope
     * @param fault injected into it
     */
    public record Entry(
            long id,
            Instant at,
            String method,
            String path,
            Optional<String> session,
            Optional<String> bodyDigest,
            Optional<String> intent,
            Optional<String> token,
            Optional<Integer> status,
            Optional<Integer> code,
            Optional<String> fault) {}

    /** Records the arrival of a request and returns its row. */
    public long arrived(String method, String path, Optional<String> bodyDigest) {
        return database.transact(t -> t.insert(
                "INSERT INTO request (at, method, path, body_digest) VALUES (?, ?, ?, ?)",
                clock.instant(),
                method,
                path,
                bodyDigest));
    }

    private void say(long id, Database.Work<Integer> what) {
        if (id != NOT_RECORDED) {
            database.transact(what);
        }
    }

    public void asks(long id, String session, String intent) {
        say(id, t -> t.run("UPDATE request SET session = ?, intent = ? WHERE id = ?", session, intent, id));
    }

    public void from(long id, String tokenHash) {
        say(id, t -> t.run("UPDATE request SET token = ? WHERE id = ?", tokenHash.substring(0, 8), id));
    }

    public void fault(long id, String fault) {
        say(id, t -> t.run("UPDATE request SET fault = ? WHERE id = ?", fault, id));
    }

    public void answered(long id, int status, int code) {
        say(
                id,
                t -> t.run(
                        "UPDATE request SET status = ?, code = ?, answered_at = ? WHERE id = ?",
                        status,
                        code,
                        clock.instant(),
                        id));
    }

    /** The entries after the id {@code after}, oldest first, at most {@code limit}. */
    public List<Entry> entries(long after, int limit) {
        return database.read(
                t -> t.all("SELECT * FROM request WHERE id > ? ORDER BY id LIMIT ?", Ledger::entry, after, limit));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.number("id"),
                row.instant("at"),
                row.text("method"),
                row.text("path"),
                row.optionalText("session"),
                row.optionalText("body_digest"),
                row.optionalText("intent"),
                row.optionalText("token"),
                row.optionalInteger("status"),
                row.optionalInteger("code"),
                row.optionalText("fault"));
    }

    @Override
    public void close() {
        database.close();
    }
}
