package io.longtake.studio.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One SQLite file behind one connection. Everything runs in a transaction, one at a time: SQLite has a single writer in
 * any case, and a studio's statements take well under a millisecond.
 */
public final class Database implements AutoCloseable {

    /** Which failures a commit survives. */
    public enum Durability {
        /** Survives a power failure: each commit waits for the disk. */
        POWER_LOSS("FULL"),
        /** Survives the end of the process, but not a power failure. */
        CRASH("NORMAL");

        private final String pragma;

        Durability(String pragma) {
            this.pragma = pragma;
        }
    }

    /** Statements that run in one transaction. */
    public interface Work<T> {
        T in(Transaction transaction);
    }

    /** How a transaction begins. */
    private enum Access {
        READ("BEGIN"),
        /** Acquires the write lock immediately, so that no other writer can change what was read before the first write. */
        WRITE("BEGIN IMMEDIATE");

        private final String begin;

        Access(String begin) {
            this.begin = begin;
        }
    }

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens or creates the file and migrates it to the schema's version.
     *
     * @throws DatabaseException when the file cannot be opened or migrated, or has a newer version; the file is then unchanged
     */
    public static Database open(Path file, Durability durability, Schema schema) {
        schema.refuseNewer(file);
        try {
            Connection connection = DriverManager.getConnection(url(file));
            try {
                execute(connection, "PRAGMA busy_timeout = 5000");
                execute(connection, "PRAGMA journal_mode = WAL");
                execute(connection, "PRAGMA synchronous = " + durability.pragma);
                execute(connection, "PRAGMA foreign_keys = ON");
                Database database = new Database(connection);
                schema.migrate(file, database);
                return database;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database " + file + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** A URI, because the driver treats the part of a path after a question mark as settings. */
    static String url(Path file) {
        return "jdbc:sqlite:file:" + file.toUri().getRawPath();
    }

    /**
     * Runs {@code work}, which may change rows, and commits; any exception rolls it back.
     *
     * @throws DatabaseException when SQLite reports an error
     */
    public <T> T transact(Work<T> work) {
        return run(Access.WRITE, work);
    }

    /**
     * Runs {@code work}, which only reads, on one snapshot of the database.
     *
     * @throws DatabaseException when SQLite reports an error
     */
    public <T> T read(Work<T> work) {
        return run(Access.READ, work);
    }

    private <T> T run(Access access, Work<T> work) {
        lock.lock();
        try {
            execute(connection, access.begin);
            try {
                T result = work.in(new Transaction(connection));
                execute(connection, "COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseException.refused(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * After some errors, such as a full disk, SQLite has already rolled back and rejects the statement; {@code why} is the more
     * important error.
     */
    private void rollBack(Throwable why) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits for the running transaction, then closes the file. */
    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database can't be closed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
