package io.longtake.studio;

import io.longtake.studio.database.Migration;
import io.longtake.studio.database.Schema;
import io.longtake.studio.ledger.Ledger;
import java.nio.file.Path;

/** The database schema of a studio's folder. Times are milliseconds since 1970, lengths are milliseconds. */
public final class StudioSchema {
    private static final String FILE = "studio.db";
    private static final String LEDGER_FILE = "ledger.db";

    private static final Migration FIRST = Migration.of(
            """
            CREATE TABLE account (
                client TEXT PRIMARY KEY,
                user TEXT NOT NULL UNIQUE,
                available INTEGER NOT NULL,
                frozen INTEGER NOT NULL)""",
            """
            CREATE TABLE token (
                hash TEXT PRIMARY KEY,
                user TEXT NOT NULL,
                address TEXT NOT NULL,
                issued_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL)""",
            """
            CREATE TABLE project (
                ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                task TEXT NOT NULL,
                user TEXT NOT NULL,
                name TEXT NOT NULL,
                language TEXT NOT NULL,
                seed INTEGER NOT NULL,
                kept TEXT,
                draft TEXT,
                forgotten INTEGER NOT NULL DEFAULT 0,
                created_at INTEGER NOT NULL)""",
            """
            CREATE TABLE media (
                position INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                project TEXT NOT NULL,
                filename TEXT NOT NULL,
                kind TEXT NOT NULL,
                extension TEXT NOT NULL,
                length INTEGER NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                fps REAL NOT NULL,
                hash TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                link TEXT NOT NULL UNIQUE,
                at INTEGER NOT NULL)""",
            "CREATE INDEX media_of_project ON media (project)",
            """
            CREATE TABLE claim (
                hash TEXT PRIMARY KEY,
                project TEXT NOT NULL,
                expires_at INTEGER NOT NULL)""",
            """
            CREATE TABLE message (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                project TEXT NOT NULL,
                number INTEGER NOT NULL,
                user TEXT NOT NULL,
                text TEXT NOT NULL,
                status TEXT NOT NULL,
                cost INTEGER NOT NULL,
                reply TEXT,
                summary TEXT,
                received_at INTEGER NOT NULL,
                done_at INTEGER,
                UNIQUE (project, number))""",
            """
            CREATE TABLE render (
                position INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                project TEXT NOT NULL,
                user TEXT NOT NULL,
                draft TEXT NOT NULL,
                status TEXT NOT NULL,
                error TEXT,
                hash TEXT,
                link TEXT,
                link_expires_at INTEGER,
                created_at INTEGER NOT NULL,
                ended_at INTEGER)""",
            "CREATE INDEX render_of_project ON render (project)",
            """
            CREATE TABLE progress (
                render TEXT PRIMARY KEY,
                percent INTEGER NOT NULL)""");

    public static final Schema SCHEMA = Schema.of(FIRST);

    private StudioSchema() {}

    static Path database(Path folder) {
        return folder.resolve(FILE);
    }

    static Path ledger(Path folder) {
        return folder.resolve(LEDGER_FILE);
    }

    /**
     * Checks the databases of a studio's folder without changing them; a studio may be using the folder.
     *
     * @throws io.longtake.studio.database.DatabaseException when a newer program wrote one of them, or one cannot be read
     */
    public static void refuseNewer(Path folder) {
        SCHEMA.refuseNewer(database(folder));
        Ledger.SCHEMA.refuseNewer(ledger(folder));
    }
}
