package io.longtake.cli.environment;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may know of the world it was called in, so that a test can call it in another.
 *
 * @param environment environment variables; an empty value counts as unset
 * @param workingDirectory what relative paths are relative to
 * @param out results
 * @param err talk
 * @param terminal whether {@code err} is a terminal, on which a line may be redrawn
 */
public record Environment(
        Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err, boolean terminal) {
    public static Environment ofThisProcess() {
        return new Environment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                // The launcher knows; since JDK 22 System.console() no longer tells.
                Boolean.getBoolean("longtake.terminal"));
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The path as the person meant it: relative to where they stand, `~` not expanded (the shell does that). */
    public Path resolve(String path) {
        return workingDirectory.resolve(path).normalize();
    }

    /**
     * The user's home folder: {@code HOME}, else what the system's list of users says, so that one person has one installation
     * wherever they stand; the working directory where neither is known (a container's arbitrary user id).
     */
    public Path userHome() {
        return variable("HOME")
                .or(() -> Optional.ofNullable(System.getProperty("user.home")))
                .filter(known -> known.startsWith("/"))
                .map(Path::of)
                .orElse(workingDirectory);
    }
}
