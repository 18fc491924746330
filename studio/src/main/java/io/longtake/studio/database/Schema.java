package io.longtake.studio.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * What a database is made of: the migrations that lead there from an empty file. The first makes version 1, each further one
 * the next. A file keeps its version in {@code PRAGMA user_version}, which changes in the migration's own transaction: a crash
 * leaves the version before, whole.
 *
 * <p>A migration never changes once it was released; a new one is added at the end.
 */
public record Schema(List<Migration> migrations) {
    private static final String VERSION = "user_version";

    public Schema {
        migrations = List.copyOf(migrations);
    }

    public static Schema of(Migration... migrations) {
        return new Schema(List.of(migrations));
    }

    /** The version that this program works with. */
    public int version() {
        return migrations.size();
    }

    /**
     * Looks at a file without changing it.
     *
     * @throws DatabaseException when its version is newer than this program's, or can't be read; fine when there is no file
     */
    public void refuseNewer(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        int found = versionOf(file);
        if (found > version()) {
            throw new DatabaseException("the studio's database " + file + " has schema version " + found
                    + ", and this version of Longtake knows schema versions up to " + version()
                    + ". The database was not changed. Use the newer Longtake that wrote it");
        }
    }

    private static int versionOf(Path file) {
        // Read-only, since the last writer to close a database puts its log into it. Without a log nobody is writing,
        // and
        // then not even the files beside it are made.
        boolean log = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        String url = Database.url(file) + (log ? "?mode=ro" : "?immutable=1");
        try (Connection connection = DriverManager.getConnection(url)) {
            return versionIn(new Transaction(connection));
        } catch (SQLException e) {
            throw new DatabaseException("the studio's database " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static int versionIn(Transaction transaction) {
        return transaction
                .first("PRAGMA " + VERSION, row -> row.integer(VERSION))
                .orElseThrow();
    }

    /** Runs the migrations that the database has not had. */
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
                    "the studio's database " + file + " cannot be brought from schema version " + (next - 1) + " to "
                            + next + " (" + e.getMessage() + "). It stays at version " + (next - 1),
                    e);
        }
    }
}
