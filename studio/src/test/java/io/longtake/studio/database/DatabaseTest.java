package io.longtake.studio.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.studio.database.Database.Durability;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static final Schema SCHEMA = Schema.of(
            Migration.of(
                    "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, at INTEGER, lasts INTEGER, share REAL, count INTEGER)"));

    @TempDir
    Path folder;

    private Path file;
    private Database database;

    @BeforeEach
    void open() {
        file = folder.resolve("a folder with ? and #.db");
        database = Database.open(file, Durability.POWER_LOSS, SCHEMA);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> names() {
        return database.read(t -> t.all("SELECT name FROM thing ORDER BY id", row -> row.text("name")));
    }

    @Test
    void changesAreCommittedWhenTheTransactionReturns() {
        long id = database.transact(t -> t.insert("INSERT INTO thing (name) VALUES (?)", "one"));
        assertThat(id).isEqualTo(1);
        database.close();
        database = Database.open(file, Durability.POWER_LOSS, SCHEMA);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void aFailedTransactionChangesNothing() {
        assertThatThrownBy(() -> database.transact(t -> {
                    t.run("INSERT INTO thing (name) VALUES ('one')");
                    throw new IllegalStateException("changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.transact(t -> {
                    t.run("INSERT INTO thing (name) VALUES ('two')");
                    return t.run("INSERT INTO nowhere (name) VALUES ('three')");
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("nowhere");
        assertThat(names()).isEmpty();
        database.transact(t -> t.run("INSERT INTO thing (name) VALUES ('four')"));
        assertThat(names()).containsExactly("four");
    }

    @Test
    void aWriterLocksBeforeItsFirstStatementAndAReaderDoesNot() {
        assertThat(database.<Boolean>transact(t -> anotherMayWrite())).isFalse();
        assertThat(database.<Boolean>read(t -> {
                    t.first("SELECT name FROM thing", row -> row.text("name"));
                    return anotherMayWrite();
                }))
                .isTrue();
        assertThat(anotherMayWrite()).isTrue();
    }

    private boolean anotherMayWrite() {
        try (Connection another = DriverManager.getConnection(Database.url(file));
                Statement statement = another.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** {@code synchronous}: 2 is FULL, 1 is NORMAL. */
    @ParameterizedTest
    @CsvSource({"POWER_LOSS,2", "CRASH,1"})
    void aCommitHasTheRequestedDurability(Durability durability, int synchronous) {
        try (Database other = Database.open(folder.resolve("other.db"), durability, SCHEMA)) {
            assertThat(other.<String>read(t -> setting(t, "synchronous", "synchronous")))
                    .isEqualTo(String.valueOf(synchronous));
            assertThat(other.<String>read(t -> setting(t, "journal_mode", "journal_mode")))
                    .isEqualTo("wal");
            assertThat(other.<String>read(t -> setting(t, "busy_timeout", "timeout")))
                    .isEqualTo("5000");
            assertThat(other.<String>read(t -> setting(t, "foreign_keys", "foreign_keys")))
                    .isEqualTo("1");
        }
    }

    private static String setting(Transaction t, String pragma, String column) {
        return t.first("PRAGMA " + pragma, row -> row.text(column)).orElseThrow();
    }

    @Test
    void valuesAreReadAsBound() {
        Instant at = Instant.parse("2026-11-22T10:20:30.456Z");
        database.transact(t -> t.run(
                "INSERT INTO thing (name, at, lasts, share, count) VALUES (?, ?, ?, ?, ?)",
                Durability.CRASH,
                at,
                Duration.ofMillis(1500),
                29.97,
                Optional.of(7)));
        database.read(t -> t.first("SELECT * FROM thing", row -> {
            assertThat(row.constant("name", Durability.class)).isEqualTo(Durability.CRASH);
            assertThat(row.optionalText("name")).contains("CRASH");
            assertThat(row.instant("at")).isEqualTo(at);
            assertThat(row.optionalInstant("at")).contains(at);
            assertThat(row.duration("lasts")).isEqualTo(Duration.ofMillis(1500));
            assertThat(row.real("share")).isEqualTo(29.97);
            assertThat(row.integer("count")).isEqualTo(7);
            assertThat(row.optionalInteger("count")).contains(7);
            return row.number("id");
        }));
    }

    @Test
    void emptyValuesAreStoredAsNullAndReadAsEmpty() {
        database.transact(t -> t.run(
                "INSERT INTO thing (name, at, count) VALUES (?, ?, ?)",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        database.read(t -> t.first("SELECT * FROM thing", row -> {
            assertThat(row.optionalText("name")).isEmpty();
            assertThat(row.optionalInstant("at")).isEmpty();
            assertThat(row.optionalInteger("count")).isEmpty();
            assertThatThrownBy(() -> row.text("name"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("name");
            assertThatThrownBy(() -> row.number("at")).isInstanceOf(DatabaseException.class);
            return row.number("id");
        }));
    }
}
