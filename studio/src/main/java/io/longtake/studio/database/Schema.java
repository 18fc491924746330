package io.longtake.studio.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A database schema as the list of migrations that build it from an empty file. The first produces version 1, each further one
 * the next version. A file stores its version in {@code PRAGMA user_version}, which changes in the migration's own transaction: a
 * crash leaves the previous version intact.
 *
 * <p>A released migration never changes; new ones are added at the end.
 */
public record Schema(List<Migration> migrations) {
    private static final String VERSION = "user_version";

    public Schema {
        migrations = List.copyOf(migrations);
    }

    public static Schema of(Migration... migrations) {
        return new Schema(List.of(migrations));
    }

    /** The version that this program uses. */
    public int version() {
        return migrations.size();
    }

    /**
     * Checks a file without changing it. A missing file is accepted.
     *
     * @throws DatabaseException when its version is newer than this program's, or cannot be read
     */
    public void refuseNewer(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        int found = versionOf(file);
        if (found > version()) {
            throw new DatabaseException("the studio's database " + file + " has schema version " + found
                    + ", but this version of Longtake supports schema versions only up to " + version()
                    + ". The database was not changed. Use the newer version of Longtake that wrote it");
        }
    }

    private static int versionOf(Path file) {
        // Read-only, because the last writer to close a database merges its log into it. Without a log no process is
        // writing, and immutable mode then also avoids creating files next to the database.
        boolean log = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        String url = Database.url(file) + (log ? "?mode=ro" : "?immutable=1");
        try (Connection connection = DriverManager.getConnection(url)) {
            return versionIn(new Transaction(connection));
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database " + file + " can't be opened: " + e.getMessage(), e);
        }
    }

    private static int versionIn(Transaction transaction) {
        return transaction
                .first("PRAGMA " + VERSION, row -> row.integer(VERSION))
                .orElseThrow();
    }

    /** Runs the pending migrations. */
    void migrate(Path file, Database database) {
        for (int next = database.read(Schema::versionIn) + 1; next <= version(); next++) {
            migrate(file, database, next);
        }
    }

    private void migrate(Path file, Database database, int next) {
        try {
            database.transact(t -> {
                migrations.get(next - 1).statements().forEach(t::run);
                return t.run("PRAGMA " + VERSION + " = " + next);
            });
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    "the studio's database " + file + " can't be migrated from schema version " + (next - 1) + " to "
                            + next + " (" + e.getMessage() + "). It stays at version " + (next - 1),
                    e);
        }
    }
}
