package io.longtake.cli.event;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.terminal.StatusOutput;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A program of the user that a command runs when it ends. Its facts are in environment variables; no shell is involved. */
public final class DoneProgram {
    /** A process that the program leaves running may hold its output open; what it writes later is not shown. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

    private final List<String> words;
    private final Environment environment;

    private DoneProgram(List<String> words, Environment environment) {
        this.words = words;
        this.environment = environment;
    }

    /**
     * @param line the program and its arguments; see {@link ProgramLine}
     * @throws CommandFailure exit 2, if the line can't be read or there is no such program
     */
    public static DoneProgram of(String line, Environment environment) {
        var words = ProgramLine.words(line);
        if (places(words.get(0), environment).noneMatch(DoneProgram::isProgram)) {
            throw CommandFailure.usage("--on-done: there is no program '" + words.get(0) + "'"
                    + (words.get(0).contains("/") ? "." : " in the folders of PATH.")
                    + " Nothing was started.");
        }
        return new DoneProgram(words, environment);
    }

    private static Stream<Path> places(String program, Environment environment) {
        return program.contains("/")
                ? Stream.of(environment.resolve(program))
                : Stream.of(environment.variable("PATH").orElse("").split(File.pathSeparator, -1))
                        .map(folder -> environment.resolve(folder).resolve(program));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Runs the program and waits for its end. Its output goes to stderr. A failure is printed and has no other effect. */
    public void run(EndFacts facts, StatusOutput statusOutput) {
        statusOutput.endLive();
        var builder = ChildEnvironment.of(words)
                .directory(environment.workingDirectory().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        try {
            builder.environment().putAll(facts.variables());
            var process = builder.start();
            var output = new Thread(() -> statusOutput.passThrough(process.getInputStream()), "on-done output");
            output.setDaemon(true);
            output.start();
            int exit = awaitEnd(process);
            output.join(LAST_OUTPUT.toMillis());
            if (exit != 0) {
                statusOutput.always("The program of --on-done, " + words.get(0) + ", ended with exit code " + exit
                        + ". The result above is not affected.");
            }
        } catch (IOException | IllegalArgumentException e) {
            statusOutput.always("The program of --on-done can't be started: " + e.getMessage()
                    + ". The result above is not affected.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int awaitEnd(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
