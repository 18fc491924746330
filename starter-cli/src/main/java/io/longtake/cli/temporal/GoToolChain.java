package io.longtake.cli.temporal;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.files.durable.Durable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** Builds the server from its published module if a Go toolchain is available. */
final class GoToolChain {
    private static final String MODULE = "github.com/temporalio/cli/cmd/temporal@v" + Release.VERSION;
    /** Measured: 2 min 40 s on two idle cores; a busy machine may need several times as long. */
    private static final Duration LIMIT = Duration.ofMinutes(25);

    private GoToolChain() {}

    /** Writes the program to {@code target} atomically. Runs as a child process, so Ctrl-C ends it. */
    static void install(String go, Path target, Path log, StatusOutput statusOutput)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(target.toAbsolutePath().getParent(), "go-install");
        // Without symbols for debuggers, as in the official release.
        var builder = ChildEnvironment.of(go, "install", "-ldflags=-s -w", MODULE)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        builder.environment().put("GOBIN", folder.toString());
        builder.environment().put("GOFLAGS", "-mod=mod");
        builder.environment().put("GOWORK", "off");
        // As in the official release: without cgo, the program does not query the C library for its user, and runs
        // under IDs without a name.
        builder.environment().put("CGO_ENABLED", "0");
        // The build needs several hundred megabytes; /tmp is often too small or does not exist.
        builder.environment().put("GOTMPDIR", folder.toString());
        var process = builder.start();
        try {
            long start = System.nanoTime();
            while (!process.waitFor(20, TimeUnit.SECONDS)) {
                var elapsed = Duration.ofNanos(System.nanoTime() - start);
                if (elapsed.compareTo(LIMIT) > 0) {
                    throw new IOException("go install did not finish within " + LIMIT.toMinutes() + " minutes");
                }
                statusOutput.info("Still building the Temporal server, " + elapsed.toSeconds()
                        + " s (about 3 minutes in total).");
            }
            var built = folder.resolve("temporal");
            if (process.exitValue() != 0 || !Files.isExecutable(built)) {
                throw new IOException("go install exited with code " + process.exitValue() + "; see " + log);
            }
            Durable.moveIntoPlace(built, target);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
