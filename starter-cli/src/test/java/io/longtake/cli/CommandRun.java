package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A command's run, seen from outside. */
public record CommandRun(int exit, String out, String err) {
    /** Runs a command in this process, with a home and user of its own in {@code folder}. */
    public static CommandRun in(Path folder, Map<String, String> environment, String... args) {
        // Once loaded, native libraries stay for every test of this process: not in a folder that goes with one test.
        var natives = Path.of("target", "natives").toAbsolutePath();
        var all = new HashMap<>(
                Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "LONGTAKE_NATIVES", natives.toString()));
        all.putAll(environment);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Environment(
                all,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Longtake.run(surroundings, args);
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static CommandRun in(Path folder, String... args) {
        return in(folder, Map.of(), args);
    }
}
