package io.longtake.cli.temporal;

import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.terminal.StatusOutput;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A simulated machine whose programs are in one folder, without a Go toolchain. */
record FolderPrograms(Path folder) {
    /**
     * @param environment additional environment variables
     * @param out receives the output
     */
    TemporalBinary binary(HomeFolder home, Map<String, String> environment, PrintStream out) {
        var all = new HashMap<>(Map.of(
                "HOME",
                folder.toString(),
                "PATH",
                folder.resolve("path") + ":/nowhere",
                "LONGTAKE_TEMPORAL_GO",
                "off"));
        all.putAll(environment);
        var cliEnvironment = new Environment(all, folder, out, out, false);
        return new TemporalBinary(
                cliEnvironment,
                Settings.read(cliEnvironment, Map.of()),
                home,
                new Build(Optional.of(folder.resolve("installed")), "build", "commit"),
                new StatusOutput(out, false, false, false, () -> 80));
    }
}
