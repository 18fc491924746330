package io.longtake.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real SQLite files with typical damage by disks, copies and users. */
class HomeDatabaseTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeDatabase() throws SQLException {
        file = folder.resolve("a folder with %41? and #").resolve("data.db");
        assertThat(file.getParent().toFile().mkdirs()).isTrue();
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, text TEXT)");
            statement.execute("CREATE INDEX by_text ON one (text)");
            statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                    + " INSERT INTO one SELECT i, hex(randomblob(50)) FROM n");
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + file.toUri().getRawPath());
    }

    private Optional<String> damage() {
        return new SqliteFile(file).damage(List.of("one"), Duration.ofSeconds(20));
    }

    /** The damage done to the file. */
    private interface Blow {
        void strike(Path file) throws IOException;
    }

    static Stream<Arguments> blows() {
        return Stream.of(
                blow("truncated to 0 bytes", file -> cut(file, 0), "is empty"),
                blow("truncated within the header", file -> cut(file, 60), "is truncated.*"),
                blow("truncated to the first page", file -> cut(file, PAGE), "is truncated.*"),
                blow("truncated to half its size", file -> cut(file, Files.size(file) / 2), "is truncated.*"),
                blow("last page missing", file -> cut(file, Files.size(file) - PAGE), "is truncated.*"),
                blow("last byte missing", file -> cut(file, Files.size(file) - 1), "is truncated.*"),
                blow("replaced by random bytes", file -> Files.write(file, noise(200_000)), "is not a SQLite database"),
                blow("replaced by text", file -> Files.writeString(file, "not a database"), "is not a SQLite database"),
                blow("zeros at the start", file -> write(file, 0, new byte[PAGE]), "is not a SQLite database"),
                blow("random bytes in the schema", file -> write(file, 100, noise(PAGE - 100)), "is damaged.*"),
                blow("random bytes in the middle", file -> write(file, 10 * PAGE, noise(20 * PAGE)), "is damaged.*"),
                blow("zeros in the middle", file -> write(file, 10 * PAGE, new byte[20 * PAGE]), "is damaged.*"),
                blow(
                        "a folder in its place",
                        file -> {
                            Files.delete(file);
                            Files.createDirectory(file);
                        },
                        "is a folder"));
    }

    private static Arguments blow(String name, Blow blow, String words) {
        return Arguments.of(name, blow, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blows")
    void damageIsFoundAndDescribed(String name, Blow blow, String words) throws IOException {
        blow.strike(file);
        assertThat(damage()).as(name).get().asString().matches(words);
    }

    @Test
    void anUndamagedFileHasNoDamageAndNoNewFilesNextToIt() throws IOException {
        assertThat(damage()).isEmpty();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aMissingFileIsNotDamaged() throws IOException {
        Files.delete(file);
        assertThat(damage()).isEmpty();
    }

    @Test
    void aMissingTableIsNamed() {
        assertThat(new SqliteFile(file).damage(List.of("one", "two"), Duration.ofSeconds(5)))
                .contains("has no table 'two'");
    }

    @Test
    void aFileInUseIsUndamagedAndItsWriterContinues() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO one (text) SELECT text FROM one");
            assertThat(damage()).isEmpty();
            statement.execute("COMMIT");
            assertThat(damage()).isEmpty();
        }
    }

    @Test
    void aFileOfAKilledWriterIsUndamagedWithItsLog() throws Exception {
        var left = folder.resolve("killed.db");
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO one (text) SELECT text FROM one");
            // The state that a killed process leaves: the log is not written back.
            Files.copy(file, left);
            Files.copy(beside("-wal"), left.resolveSibling("killed.db-wal"));
        }
        file = left;
        assertThat(damage()).isEmpty();
        cut(left, PAGE * 3L);
        assertThat(damage()).isPresent();
    }

    @Test
    void anUnreadableFileIsReported() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root reads everything");
        assertThat(damage()).contains("can't be read (permission denied)");
    }

    @Test
    void aCheckThatExceedsItsLimitFindsNothing() {
        assertThat(new SqliteFile(file).damage(List.of("one"), Duration.ZERO)).isEmpty();
    }

    @Test
    void theMessageSaysWhatIsKeptAndWhatToDo() throws IOException {
        var home = HomeFolder.open(folder.resolve("home"));
        Files.writeString(home.serverDatabase(), "not a database");
        var damage = HomeDatabase.SERVER.damage(home).orElseThrow();
        assertThat(damage.sentence())
                .contains(home.serverDatabase().toString(), home.mediaFolder().toString(), "backup", "mv ")
                .hasLineCount(1);
    }

    @Test
    void aStudioIsNotStartedOnTheDatabaseOfANewerVersion() throws Exception {
        var home = HomeFolder.open(folder.resolve("home"));
        HomeDatabase.refuseNewerStudio(home);
        file = HomeDatabase.STUDIO.file(home);
        Files.createDirectories(file.getParent());
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 7");
        }
        var before = Files.readAllBytes(file);
        assertThatThrownBy(() -> HomeDatabase.refuseNewerStudio(home))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(failure.sentence())
                            .startsWith("The studio can't start: ")
                            .contains(file.toString(), "schema version 7", "up to 1", "not changed")
                            .hasLineCount(1);
                });
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(bytes);
        }
    }

    private static void write(Path file, long position, byte[] bytes) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            access.write(bytes);
        }
    }

    private static byte[] noise(int bytes) {
        var noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return Arrays.copyOf(noise, bytes);
    }
}
