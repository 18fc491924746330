package io.longtake.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with programs of several versions and a database of one of them. */
class ServerDatabaseTest {
    private static final List<String> OLD =
            List.of("CREATE TABLE executions (id TEXT, data BLOB)", "CREATE INDEX by_id ON executions (id)");
    private static final List<String> NEW = List.of(
            "CREATE TABLE executions (id TEXT, data BLOB, kind TEXT, priority INT)",
            "CREATE INDEX by_id ON executions (id)",
            "CREATE TABLE chasm (id TEXT)");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HomeFolder home;

    @BeforeEach
    void open() {
        home = HomeFolder.open(folder.resolve("home"));
    }

    private TemporalBinary binary(Map<String, String> environment) {
        var withoutReleases = new HashMap<>(Map.of("LONGTAKE_TEMPORAL_RELEASES", "off"));
        withoutReleases.putAll(environment);
        return new FolderPrograms(folder)
                .binary(home, withoutReleases, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Creates a program whose server has this version and creates databases with this schema. */
    private Path program(String path, String version, List<String> schema) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        var statements = Files.write(folder.resolve(version + ".sql"), schema);
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "#!/bin/sh",
                        "[ \"$1\" = --version ] && echo 'temporal version 0.0.0-DEV (Server " + version
                                + ", UI 2.42.1)' && exit 0",
                        "exec '" + java + "' -cp '" + System.getProperty("java.class.path")
                                + "' io.longtake.cli.temporal.FakeTemporal '" + statements + "' \"$@\"",
                        ""));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private void databaseOf(String version, List<String> schema) throws Exception {
        FakeTemporal.create(home.serverDatabase(), schema);
        Files.writeString(home.root().resolve("server/version"), version + "\n");
    }

    private void start(TemporalBinary binary) {
        binary.database().admit(binary.get());
    }

    @Test
    void aFreshHomeUsesTheProgramOnThePathAndRecordsItsVersion() throws Exception {
        program("path/temporal", "1.32.0", NEW);
        var binary = binary(Map.of());

        start(binary);

        assertThat(binary.database().version()).as("no database yet").isEmpty();
        assertThat(home.root().resolve("server/version")).hasContent("1.32.0");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aHomeWithDataPrefersTheVersionThatWroteItToANewerOneOnThePath() throws Exception {
        databaseOf("1.29.1", OLD);
        program("path/temporal", "1.32.0", NEW);
        var own = program(".cache/longtake/temporal-1.5.1/temporal", "1.29.1", OLD);
        var binary = binary(Map.of());

        start(binary);

        assertThat(binary.get().program()).isEqualTo(own);
        assertThat(binary.present().orElseThrow().program()).isEqualTo(own);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(home.root().resolve("server")).isDirectoryNotContaining("glob:**before*");
    }

    @Test
    void anotherSchemaIsRefusedWithTheDifferenceAndNothingIsChanged() throws Exception {
        databaseOf("1.29.1", OLD);
        var before = Files.readAllBytes(home.serverDatabase());
        var newer = program("newer", "1.32.0", NEW);

        assertThatThrownBy(() -> start(binary(Map.of("TEMPORAL_CLI", newer.toString()))))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("was written by Temporal server 1.29.1, and Temporal server 1.32.0")
                .hasMessageContaining("it lacks 3 columns, 1 table that this server needs")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("unset TEMPORAL_CLI");

        assertThat(home.serverDatabase()).hasBinaryContent(before);
        assertThat(home.root().resolve("server/version")).hasContent("1.29.1");
        assertThat(home.root().resolve("server")).isDirectoryNotContaining("glob:**before*");
    }

    @Test
    void anotherVersionWithTheSameSchemaTakesOverAfterACopyWasMade() throws Exception {
        databaseOf("1.29.1", OLD);
        var before = Files.readAllBytes(home.serverDatabase());
        var newer = program("newer", "1.29.2", OLD);

        start(binary(Map.of("TEMPORAL_CLI", newer.toString())));

        assertThat(home.root().resolve("server/before-1.29.2/temporal.db")).hasBinaryContent(before);
        assertThat(home.root().resolve("server/version")).hasContent("1.29.2");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The copy is kept in");

        said.reset();
        start(binary(Map.of("TEMPORAL_CLI", newer.toString())));

        assertThat(said.toString(StandardCharsets.UTF_8)).as("reported once").isEmpty();
    }

    @Test
    void anOlderVersionIsRefusedEvenIfItsSchemaIsTheSame() throws Exception {
        databaseOf("1.29.1", OLD);
        program("path/temporal", "1.9.12", OLD);
        var older = program("older", "1.9.12", OLD);

        assertThatThrownBy(() -> start(binary(Map.of("TEMPORAL_CLI", older.toString()))))
                .hasMessageContaining("an older server can't read the data of a newer one");
    }

    @Test
    void withoutTheVersionThatWroteTheDataTheOneOnThePathIsRefused() throws Exception {
        databaseOf("1.32.0", NEW);
        program("path/temporal", "1.29.1", OLD);

        assertThatThrownBy(() -> start(binary(Map.of())))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("set TEMPORAL_CLI to its program");
    }

    @Test
    void theVersionIsReadFromTheOutputOfTheProgram() {
        assertThat(ServerVersion.told("temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)\n"))
                .contains(new ServerVersion("1.29.1"));
        assertThat(ServerVersion.told("temporal version 0.0.0-DEV (Server 1.32.0-151.0, UI 2.54.1)"))
                .contains(new ServerVersion("1.32.0-151.0"));
        assertThat(ServerVersion.told("usage: temporal")).isEmpty();
        var sorted = new ArrayList<>(
                List.of(new ServerVersion("1.29.1"), new ServerVersion("1.9.12"), new ServerVersion("1.30.0-rc.1")));
        sorted.sort(null);
        assertThat(sorted).extracting(ServerVersion::text).containsExactly("1.9.12", "1.29.1", "1.30.0-rc.1");
    }
}
