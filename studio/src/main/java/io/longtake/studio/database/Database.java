package io.longtake.studio.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
        T in(Connection connection) throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens or creates the file.
     *
     * @param tables statements that create what is missing; each must be harmless when repeated
     */
    public static Database open(Path file, Durability durability, List<String> tables) {
        try {
            Connection connection = DriverManager.getConnection(
                    // As a URI: the driver takes what follows a question mark for settings.
                    "jdbc:sqlite:file:" + file.toUri().getRawPath());
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = " + durability.pragma);
                statement.execute("PRAGMA foreign_keys = ON");
                for (String table : tables) {
                    statement.execute(table);
                }
            }
            connection.setAutoCommit(false);
            return new Database(connection);
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Runs {@code work} and commits; on any exception nothing of it remains.
     *
     * @throws DatabaseException when SQLite refuses
     */
    public <T> T transact(Work<T> work) {
        lock.lock();
        try {
            boolean committed = false;
            try {
                T result = work.in(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database refused: " + e.getMessage(), e);
        } finally {
            lock.unlock();
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
