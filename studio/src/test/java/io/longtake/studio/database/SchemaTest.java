package io.longtake.studio.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.studio.database.Database.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of database files. */
@Timeout(60)
class SchemaTest {
    private static final Migration FIRST = Migration.of(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            "INSERT INTO thing (name) VALUES ('from the first version')");
    private static final Migration SECOND = Migration.of(
            "CREATE TABLE number (i INTEGER)",
            "INSERT INTO number VALUES (1)",
            "ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 5");
    private static final Migration FAILS_AT_THE_END = Migration.of(
            "CREATE TABLE number (i INTEGER)", "INSERT INTO number VALUES (1)", "INSERT INTO nowhere VALUES (1)");
    private static final Migration NEVER_ENDS = Migration.of(
            "CREATE TABLE number (i INTEGER)",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO number SELECT i FROM n");

    /** Twice the memory that SQLite uses before it writes an open transaction's pages to the log. */
    private static final long LOG_BYTES = 4L << 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("things.db");
    }

    private static Database open(Path file, Migration... migrations) {
        return Database.open(file, Durability.POWER_LOSS, Schema.of(migrations));
    }

    private static int version(Database database) {
        return database.read(t -> t.first("PRAGMA user_version", row -> row.integer("user_version"))
                .orElseThrow());
    }

    private static List<String> tables(Database database) {
        return database.read(t ->
                t.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", row -> row.text("name")));
    }

    @Test
    void aNewFileGetsEveryMigration() {
        try (Database database = open(file(), FIRST, SECOND)) {
            assertThat(version(database)).isEqualTo(2);
            assertThat(tables(database)).containsExactly("number", "thing");
        }
    }

    @Test
    void anOlderFileGetsThePendingMigrationsAndKeepsItsRows() {
        open(file(), FIRST).close();
        try (Database database = open(file(), FIRST, SECOND)) {
            assertThat(version(database)).isEqualTo(2);
            assertThat(database.<List<String>>read(
                            t -> t.all("SELECT name, size FROM thing", row -> row.text("name") + row.integer("size"))))
                    .containsExactly("from the first version5");
        }
        open(file(), FIRST, SECOND).close();
    }

    @Test
    void aFailedMigrationKeepsThePreviousVersion() {
        open(file(), FIRST).close();
        assertThatThrownBy(() -> open(file(), FIRST, FAILS_AT_THE_END))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("from schema version 1 to 2")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("stays at version 1");
        isAtTheFirstVersionAndCanGoOn();
    }

    @Test
    void aKilledMigrationKeepsThePreviousVersion() throws Exception {
        open(file(), FIRST).close();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NeverEndingMigration.class.getName(),
                        file().toString())
                .inheritIO()
                .start();
        try {
            Path log = folder.resolve("things.db-wal");
            while (!Files.exists(log) || Files.size(log) < LOG_BYTES) {
                assertThat(process.isAlive()).isTrue();
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        isAtTheFirstVersionAndCanGoOn();
    }

    /** Runs in the process that is killed. */
    static final class NeverEndingMigration {
        private NeverEndingMigration() {}

        public static void main(String[] arguments) {
            open(Path.of(arguments[0]), FIRST, NEVER_ENDS).close();
        }
    }

    private void isAtTheFirstVersionAndCanGoOn() {
        try (Database database = open(file(), FIRST)) {
            assertThat(version(database)).isEqualTo(1);
            assertThat(tables(database)).containsExactly("thing");
        }
        try (Database database = open(file(), FIRST, SECOND)) {
            assertThat(version(database)).isEqualTo(2);
        }
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndNotChanged() throws Exception {
        open(file(), FIRST, SECOND).close();
        refusesAndDoesNotChange(file());
    }

    @Test
    void anUnclosedFileOfANewerVersionIsRefusedAndNotChanged() throws Exception {
        Path left = Files.createDirectory(folder.resolve("left"));
        try (Database running = open(file(), FIRST, SECOND)) {
            running.transact(t -> t.run("INSERT INTO thing (name) VALUES ('only in the log')"));
            Files.copy(file(), left.resolve("things.db"));
            Files.copy(folder.resolve("things.db-wal"), left.resolve("things.db-wal"));
        }
        refusesAndDoesNotChange(left.resolve("things.db"));
        try (Database database = open(left.resolve("things.db"), FIRST, SECOND)) {
            assertThat(database.<List<String>>read(t -> t.all("SELECT name FROM thing", row -> row.text("name"))))
                    .contains("only in the log");
        }
    }

    private static void refusesAndDoesNotChange(Path file) throws IOException {
        Map<String, byte[]> before = contents(file);
        assertThatThrownBy(() -> open(file, FIRST))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("has schema version 2")
                .hasMessageContaining("supports schema versions only up to 1")
                .hasMessageContaining("not changed");
        Map<String, byte[]> after = contents(file);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
    }

    /** The contents of the file and its log, without the log's index, which readers rebuild. */
    private static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name :
                Stream.of("", "-wal").map(end -> file.getFileName() + end).toList()) {
            if (Files.exists(file.resolveSibling(name))) {
                contents.put(name, Files.readAllBytes(file.resolveSibling(name)));
            }
        }
        return contents;
    }
}
