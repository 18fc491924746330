package io.longtake.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import io.longtake.cli.Main;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.IntakeLock;
import io.longtake.cli.invocation.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, run by real commands. */
class DoneProgramTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path folder;

    @Test
    void theProgramLearnsTheResultFromItsEnvironment() throws IOException {
        var told = folder.resolve("told");
        script("env > '" + told + "'; echo \"$1/$2\"; echo to stderr >&2");

        var run = CommandRun.in(
                folder,
                "make",
                "absent.jpg",
                "-o",
                "out.mp4",
                "-s",
                "trip",
                "--json",
                "--on-done",
                "./tell 'a b' $HOME");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(Files.readAllLines(told))
                .contains(
                        "LONGTAKE_COMMAND=make",
                        "LONGTAKE_EXIT_CODE=3",
                        "LONGTAKE_STATUS=failed",
                        "LONGTAKE_SESSION=trip",
                        "LONGTAKE_OUTPUT=",
                        "LONGTAKE_RENDER_ID=",
                        "LONGTAKE_MESSAGE=absent.jpg does not exist. Nothing was sent.")
                .noneMatch(line -> line.startsWith("NEMO_TOKEN"));
        assertThat(run.err()).contains("a b/$HOME", "to stderr").doesNotContain("--on-done");
        assertThat(run.out()).startsWith("{").doesNotContain("a b/");
    }

    @Test
    void aProgramThatFailsChangesNeitherTheExitCodeNorTheDocument() throws IOException {
        script("exit 9");
        var without = CommandRun.in(folder, "wait", "trip", "--timeout", "soon", "--json");
        var with = CommandRun.in(folder, "wait", "trip", "--timeout", "soon", "--json", "--on-done", "./tell");
        assertThat(with.exit()).isEqualTo(without.exit());
        assertThat(with.out()).isEqualTo(without.out());
        assertThat(with.err()).contains("ended with exit code 9");
    }

    @Test
    void aProgramThatDoesNotExistIsRefusedBeforeAnythingStarts() {
        var run = CommandRun.in(folder, "wait", "trip", "--on-done", "no-such-program --loud");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("there is no program 'no-such-program' in the folders of PATH");
    }

    @Test
    void aJobInTheBackgroundHasNoCommandThatCouldRunAProgram() {
        var run = CommandRun.in(folder, "export", "trip", "-o", "a.mp4", "--detach", "--on-done", "true");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("longtake wait NAME --on-done CMD");
    }

    @Test
    void aTurnAndABatchAreToldInTheWordsOfAJob() {
        var turn = new HashMap<String, Object>(Map.of("status", "done", "report", "It is 8 seconds long."));
        assertThat(new EndFacts("edit", Optional.of("trip"), 0, turn).variables())
                .containsEntry("LONGTAKE_STATUS", "completed")
                .containsEntry("LONGTAKE_SESSION", "trip")
                .containsEntry("LONGTAKE_MESSAGE", "It is 8 seconds long.");
        assertThat(new EndFacts("batch", Optional.empty(), 6, Map.of("batch", "films-1a2b3c")).variables())
                .containsEntry("LONGTAKE_STATUS", "unknown")
                .containsEntry("LONGTAKE_BATCH", "films-1a2b3c");
    }

    @Test
    void textOfABackendIsMadePrintable() throws IOException {
        script("exit 0");
        var facts = new EndFacts(
                "edit", Optional.of("trip"), 0, Map.of("report", "a\0b\u001b[2J", "output", "/b\u200b.mp4"));
        assertThat(facts.variables())
                .containsEntry("LONGTAKE_MESSAGE", "a\u2400b\u241b[2J")
                .as("the path of the file")
                .containsEntry("LONGTAKE_OUTPUT", "/b\u200b.mp4");
    }

    @Test
    void aProgramThatCannotBeStartedChangesNothing() {
        var err = new ByteArrayOutputStream();
        var environment =
                new Environment(Map.of("PATH", "/usr/bin:/bin"), folder, NOWHERE, new PrintStream(err), false);
        try (var invocation = new Invocation(environment, Main.class)) {
            DoneProgram.of("true", environment)
                    .run(
                            new EndFacts("make", Optional.empty(), 0, Map.of("output", "/a\0.mp4")),
                            invocation.statusOutput());
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("can't be started", "not affected");
    }

    @Test
    void filesCanBePrunedWhileTheProgramRuns() {
        var environment = new Environment(Map.of("HOME", folder.toString()), folder, NOWHERE, NOWHERE, false);
        try (var invocation = new Invocation(environment, Main.class)) {
            var locked = new ArrayList<Boolean>();
            invocation.beginIntake();
            invocation.output().atEnd((exitCode, document) -> {
                try {
                    var lock = IntakeLock.exclusive(invocation.home());
                    locked.add(lock.isPresent());
                    lock.ifPresent(IntakeLock::close);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            invocation.output().result(Map.of(), () -> "");
            invocation.end(0);
            assertThat(locked).containsExactly(true);
        }
    }

    private void script(String body) throws IOException {
        var file = Files.writeString(folder.resolve("tell"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
