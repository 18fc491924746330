package io.longtake.distribution;

import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.temporal.Release;
import io.longtake.cli.temporal.TemporalBinary;
import io.longtake.cli.terminal.StatusOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Copies the Temporal program of the pinned version, which is found, downloaded or built in the same way as commands do it. */
public final class TemporalProgram {
    private TemporalProgram() {}

    /** @param args where to put the program */
    public static void main(String[] args) throws IOException {
        var target = Path.of(args[0]).toAbsolutePath();
        var environment = Environment.ofThisProcess();
        var home = HomeFolder.open(target.resolveSibling("temporal-home"));
        var found = new TemporalBinary(
                        environment,
                        Settings.read(environment, Map.of()),
                        home,
                        new Build(Optional.empty(), "", ""),
                        new StatusOutput(environment.err(), false, false, false, () -> 80))
                .get();
        if (!found.version().equals(Release.SERVER_VERSION)) {
            throw new IOException(found.program() + " has the server " + found.version() + "; the distribution needs "
                    + Release.SERVER_VERSION
                    + ". Set TEMPORAL_CLI to a program of that version, or remove this one from the PATH.");
        }
        Files.copy(found.program(), target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
