package io.longtake.cli.environment;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a command, so that a test can run it in another.
 *
 * @param environment environment variables; an empty value counts as unset
 * @param workingDirectory the directory that relative paths are relative to
 * @param out receives results
 * @param err receives messages
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
                // The launcher passes this value; since JDK 22, System.console() does not indicate a terminal.
                Boolean.getBoolean("longtake.terminal"));
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Resolves a path of the user against the working directory; `~` is not expanded (the shell does that). */
    public Path resolve(String path) {
        return workingDirectory.resolve(path).normalize();
    }

    /**
     * The user's home folder: {@code HOME}, otherwise the home in the system's user database, so that a user has one installation
     * in every working directory; the working directory if neither is known (a container with an arbitrary user id).
     */
    public Path userHome() {
        return variable("HOME")
                .or(() -> Optional.ofNullable(System.getProperty("user.home")))
                .filter(known -> known.startsWith("/"))
                .map(Path::of)
                .orElse(workingDirectory);
    }
}
