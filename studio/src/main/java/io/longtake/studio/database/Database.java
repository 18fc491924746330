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

    /** How much a commit survives. */
    public enum Durability {
        /** The loss of power: each commit waits for the disk. */
        POWER_LOSS("FULL"),
        /** The death of the process. */
        CRASH("NORMAL");

        private final String pragma;

        Durability(String pragma) {
            this.pragma = pragma;
        }
    }

    /** Some statements that belong together. */
    public interface Work<T> {
        T in(Transaction transaction);
    }

    /** How a transaction begins. */
    private enum Access {
        READ("BEGIN"),
        /** Takes the right to write at once: what was read before the first change can't be outdated by it. */
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
     * Opens or creates the file and brings it to the schema's version.
     *
     * @throws DatabaseException when the file can't be opened or migrated, or has a newer version; then it is as it was
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
            throw new DatabaseException("the studio's database " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** A URI: the driver takes what follows a question mark in a path for settings. */
    static String url(Path file) {
        return "jdbc:sqlite:file:" + file.toUri().getRawPath();
    }

    /**
     * Runs {@code work}, which may change rows, and commits; on any exception nothing of it remains.
     *
     * @throws DatabaseException when SQLite refuses
     */
    public <T> T transact(Work<T> work) {
        return run(Access.WRITE, work);
    }

    /**
     * Runs {@code work}, which only reads, on one state of the database.
     *
     * @throws DatabaseException when SQLite refuses
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

    /** After some errors, such as a full disk, SQLite has done so itself and refuses; {@code why} matters more. */
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

    /** Waits for the transaction that runs, then closes the file. */
    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database did not close: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
