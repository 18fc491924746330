package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The result of a command run: its exit code and output. */
public record CommandRun(int exit, String out, String err) {
    /** Runs a command in this process, with its own home and user home in {@code folder}. */
    public static CommandRun in(Path folder, Map<String, String> environment, String... args) {
        // A loaded native library stays loaded for every test of this process, so it must not be in a test's temporary
        // folder.
        var natives = Path.of("target", "natives").toAbsolutePath();
        var all = new HashMap<>(
                Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "LONGTAKE_NATIVES", natives.toString()));
        all.putAll(environment);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var cliEnvironment = new Environment(
                all,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Longtake.run(cliEnvironment, args);
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static CommandRun in(Path folder, String... args) {
        return in(folder, Map.of(), args);
    }
}
