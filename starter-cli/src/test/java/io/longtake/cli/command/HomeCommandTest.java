package io.longtake.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.CommandRun;
import io.longtake.cli.adoption.Adoption.SettledSession;
import io.longtake.cli.home.HomeFolder;
import io.longtake.studio.Studio;
import io.longtake.studio.config.StudioConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in moved and copied homes; without a server's data no process is needed. */
class HomeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path one;
    private Path two;

    @BeforeEach
    void makeHome() {
        one = folder.resolve("one");
        two = folder.resolve("two");
        HomeFolder.open(one);
    }

    private CommandRun at(Path home, String... arguments) {
        return CommandRun.in(folder, Map.of("LONGTAKE_HOME", home.toString()), arguments);
    }

    @Test
    void everyCommandRefusesAMovedHomeExceptThoseThatInspectItOrNeedNone() throws IOException {
        Files.move(one, two);
        for (var command : List.of(
                "ps",
                "up",
                "down",
                "logs",
                "sessions",
                "status x",
                "show x",
                "new x",
                "worker",
                "studio",
                "server",
                "ui")) {
            var run = at(two, command.split(" "));
            assertThat(run.exit()).as(command + ": " + run.err()).isEqualTo(2);
            assertThat(run.err())
                    .contains("same folder", "home adopt --moved")
                    .doesNotContain("--copied")
                    .hasLineCount(1);
        }
        assertThat(at(two, "--help").exit()).isZero();
        assertThat(at(two, "--version").exit()).isZero();
        assertThat(at(two, "completion").exit()).isZero();
        assertThat(at(two, "config", "list").exit()).isZero();
        var doctor = at(two, "doctor");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("BAD  home", "home adopt --moved");
    }

    @Test
    void aMovedHomeIsUsedAgainUnderItsIdentity() throws IOException {
        var id = HomeFolder.open(one).id();
        Files.move(one, two);
        assertThat(at(two, "home", "adopt", "--moved").exit()).isZero();
        assertThat(at(two, "ps").exit()).isZero();
        assertThat(HomeFolder.open(two).id()).isEqualTo(id);
        assertThat(at(two, "home", "adopt", "--moved").out()).contains("nothing to adopt");
    }

    @Test
    void aCopyIsNotAdoptedAsMovedAndGetsItsOwnIdentity() throws IOException {
        copy(one, two);
        var refused = at(two, "home", "adopt", "--moved");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains(one.toString(), "--copied");

        var adopted = at(two, "home", "adopt", "--copied", "--json");
        assertThat(adopted.exit()).as(adopted.err()).isZero();
        assertThat(JSON.readTree(adopted.out()).path("adopted").asText()).isEqualTo("copied");
        assertThat(HomeFolder.open(two).id()).isNotEqualTo(HomeFolder.open(one).id());
        assertThat(at(one, "ps").exit()).isZero();
        assertThat(at(two, "ps").exit()).isZero();
    }

    @Test
    void aCopyOffersBothOptions() throws IOException {
        copy(one, two);
        assertThat(at(two, "ps").err()).contains("home adopt --moved", "home adopt --copied");
    }

    @Test
    void theSameFolderUnderAnotherPathIsNotAdoptedAsACopy() throws IOException {
        var id = HomeFolder.open(one).id();
        Files.move(one, two);
        var refused = at(two, "home", "adopt", "--copied");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("same folder", "--moved");
        assertThat(at(two, "home", "adopt", "--moved").exit()).isZero();
        assertThat(HomeFolder.open(two).id()).isEqualTo(id);
    }

    @Test
    void aCopyWhoseAdoptionWasInterruptedIsNotAdoptedAsMoved() throws IOException {
        copy(one, two);
        Files.writeString(two.resolve("adopting-copy"), "");
        Files.writeString(two.resolve("installation"), "another identity");
        var refused = at(two, "home", "adopt", "--moved");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("interrupted", "--copied");
        assertThat(at(two, "home", "adopt", "--copied").exit()).isZero();
        assertThat(at(two, "ps").exit()).isZero();
        assertThat(two.resolve("adopting-copy")).doesNotExist();
    }

    @Test
    void aSnapshotThatIsMountedElsewhereIsACopy() throws IOException {
        copy(one, two);
        // A snapshot has the same numbers and times as its volume: only the path in its record differs.
        HomeFolder.open(two).recordPlace();
        var place = two.resolve("place");
        Files.writeString(place, Files.readString(place).replace(two.toString(), one.toString()));

        assertThat(at(two, "home", "adopt", "--moved").exit()).isEqualTo(2);
        assertThat(at(two, "ps").err()).contains("clone of the volume", "home adopt --copied");
        assertThat(at(two, "home", "adopt", "--copied").exit()).isZero();
        assertThat(HomeFolder.open(two).id()).isNotEqualTo(HomeFolder.open(one).id());
    }

    @Test
    void oneOfTheTwoOptionsIsRequired() {
        assertThat(at(one, "home", "adopt").exit()).isEqualTo(2);
        assertThat(at(one, "home", "adopt", "--moved", "--copied").exit()).isEqualTo(2);
        assertThat(at(one, "home").exit()).isEqualTo(2);
    }

    @Test
    void aCopiedStudioGetsANewIdentity() throws Exception {
        var data = HomeFolder.open(one).openStudioFolder();
        String identity;
        String key;
        try (var studio = Studio.start(StudioConfig.in(data))) {
            identity = studio.identity();
            key = studio.adminKey();
        }
        copy(one, two);
        assertThat(at(two, "home", "adopt", "--copied").exit()).isZero();
        try (var studio = Studio.start(StudioConfig.in(two.resolve("studio")))) {
            assertThat(studio.identity()).isNotEqualTo(identity);
            assertThat(studio.adminKey()).isNotEqualTo(key);
        }
    }

    @Test
    void theDoctorReportsDamagedFilesWithARemedy() throws IOException {
        var home = HomeFolder.open(one);
        Files.writeString(home.serverDatabase(), "garbage");
        Files.createDirectories(home.studioFolder());
        Files.write(home.studioFolder().resolve("studio.db"), new byte[0]);
        Files.writeString(home.keyFolder().resolve("key-1"), "not a key");
        Files.writeString(one.resolve("client_id"), "not a uuid");
        Files.writeString(one.resolve("run/worker.json"), "{");
        var run = at(one, "doctor", "--json");
        assertThat(run.exit()).isEqualTo(1);
        var findings = JSON.readTree(run.out());
        assertThat(bad(findings)).contains("temporal data", "studio data", "keys", "client id");
        for (var finding : findings) {
            assertThat(finding.path("ok").asBoolean()
                            || !finding.path("fix").asText().isBlank())
                    .as(finding.toString())
                    .isTrue();
        }
        assertThat(run.out()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void theDoctorReportsInvalidSettingsAndContinues() throws IOException {
        Files.writeString(folder.resolve("longtake.toml"), "backend = [[[");
        var run = at(one, "doctor", "--json");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(bad(JSON.readTree(run.out()))).contains("settings");
        assertThat(run.out()).contains("longtake.toml");
    }

    @Test
    void aDamagedDatabaseIsRefusedBeforeAnythingIsStarted() throws IOException {
        var home = HomeFolder.open(one);
        Files.writeString(home.serverDatabase(), "garbage");
        var run = at(one, "up");
        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(home.serverDatabase().toString(), "not a SQLite database", "mv ");
        assertThat(home.runFolder().resolve("server.json")).doesNotExist();
    }

    private static List<String> bad(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> !finding.path("ok").asBoolean())
                .map(finding -> finding.path("what").asText())
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void unfinishedTurnsOfACopiedHomeAreListedWithWhatHappenedToThem() {
        assertThat(HomeCommand.Adopt.line(new SettledSession("fz", List.of(3), List.of(), false)))
                .isEqualTo("\nSession fz: the outcome of turn 3 is unknown; to check: longtake reconcile fz");
        assertThat(HomeCommand.Adopt.line(new SettledSession("fz", List.of(), List.of(5, 6), false)))
                .isEqualTo("\nSession fz: turns 5, 6 were cancelled.");
        assertThat(HomeCommand.Adopt.line(new SettledSession("fz", List.of(), List.of(), false)))
                .isEmpty();
    }
}
