package io.longtake.cli.process;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.temporal.TemporalTarget;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Starts processes that outlive the command, and finds processes whose record was lost. */
final class Detached {
    private static final String TEMPORAL_KEY = "TEMPORAL_API_KEY";

    private Detached() {}

    /** Starts the process in a session of its own, so that neither Ctrl-C nor closing the terminal ends it. */
    static ProcessIdentity start(Launch launch, Path logFile, Path workingDirectory) throws IOException {
        var command = new ArrayList<String>();
        onPath("setsid").ifPresent(command::add);
        command.addAll(launch.command());
        var builder = ChildEnvironment.of(command)
                .directory(workingDirectory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        boolean elsewhere = !launch.environment().containsKey(TemporalTarget.OWN_SERVER);
        if (launch.service() == Service.WORKER && elsewhere) {
            // The worker connects to the user's own server and needs its key. A backend's token is passed to the
            // worker encrypted.
            Optional.ofNullable(System.getenv(TEMPORAL_KEY))
                    .ifPresent(key -> builder.environment().put(TEMPORAL_KEY, key));
        }
        builder.environment().putAll(launch.environment());
        var process = builder.start();
        return ProcessIdentity.of(process.pid()).orElseGet(() -> ProcessIdentity.ended(process.pid()));
    }

    /**
     * Returns the other processes whose arguments match.
     *
     * @param required receives program name and arguments; an empty list if the system does not provide them
     */
    static List<ProcessIdentity> matching(Predicate<List<String>> required) {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .filter(handle -> required.test(arguments(handle)))
                .flatMap(handle -> ProcessIdentity.of(handle.pid()).stream())
                .toList();
    }

    /**
     * Returns the arguments, on Linux after the program name. On Linux they are read directly, because the JDK omits
     * arguments longer than one page.
     */
    private static List<String> arguments(ProcessHandle handle) {
        try {
            var raw = Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
            // Paths may contain any byte: reading and converting back as Latin-1 preserves them.
            return List.of(
                    new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException e) {
            return handle.info().arguments().map(List::of).orElse(List.of());
        }
    }

    static Optional<String> onPath(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            var candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }
}
