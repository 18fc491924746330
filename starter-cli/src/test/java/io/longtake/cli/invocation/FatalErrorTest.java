package io.longtake.cli.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.cli.CommandRun;
import io.longtake.cli.Longtake;
import io.longtake.cli.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatalErrorTest {
    private static final Map<String, Supplier<Error>> ERRORS = Map.of(
            "StackOverflowError", StackOverflowError::new,
            "out of memory (Java heap space)", () -> new OutOfMemoryError("Java heap space"),
            "NoClassDefFoundError: io/longtake/X", () -> new NoClassDefFoundError("io/longtake/X"),
            "AssertionError: never", () -> new AssertionError("never"));

    @TempDir
    Path folder;

    /** Runs a command whose result can't be printed; printing it throws the error. */
    private CommandRun failingRun(Error error, Map<String, String> environment, String... options) {
        var err = new ByteArrayOutputStream();
        var out = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw error;
            }
        };
        var cliEnvironment =
                new Environment(environment, folder, out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        var args = new String[options.length + 2];
        args[0] = "config";
        args[1] = "list";
        System.arraycopy(options, 0, args, 2, options.length);
        return new CommandRun(Longtake.run(cliEnvironment, args), "", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StackOverflowError",
                "out of memory (Java heap space)",
                "NoClassDefFoundError: io/longtake/X",
                "AssertionError: never"
            })
    void anErrorPrintsOneLineAndItsTraceGoesToAPrivateLog(String words) throws IOException {
        var run = failingRun(ERRORS.get(words).get(), Map.of("HOME", folder.toString()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains(words).doesNotContain("\tat ");
        var log = folder.resolve(".local/state/longtake/logs/commands.log");
        assertThat(run.err()).contains(log.toString());
        assertThat(log).content().contains("\tat io.longtake.cli");
        assertThat(Files.getPosixFilePermissions(log)).hasSize(2);
    }

    @Test
    void verboseShowsTheTrace() {
        var run = failingRun(new StackOverflowError(), Map.of("HOME", folder.toString()), "--verbose");
        assertThat(run.err()).contains("\tat io.longtake.cli");
    }
}
