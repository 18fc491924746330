package io.longtake.cli.home;

import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.files.durable.DiskErrors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The folder for files that Longtake unpacks or downloads and then executes: native libraries and the Temporal program. It must
 * be on a file system that allows execution; hardened machines mount {@code /tmp} and {@code /home} with {@code noexec}.
 *
 * <p>If the setting {@code natives} is given, only that folder is used. Otherwise the first usable one of: {@code longtake} in
 * the user's cache folder, which all homes of a user share because FFmpeg takes 80 MB; {@code cache} in the home.
 */
public final class ExecutableFolder {
    /** A process that was forked while the probe was written may keep it open for a moment. */
    private static final int ATTEMPTS = 5;

    private final Environment environment;
    private final Settings settings;
    private final Path home;

    public ExecutableFolder(Environment environment, Settings settings, Path home) {
        this.environment = environment;
        this.settings = settings;
        this.home = home;
    }

    /**
     * The folder; created if it does not exist.
     *
     * @throws CommandFailure exit 1, when no folder is usable; the message names each folder with the reason, and the solution
     */
    public Path choose() {
        var refused = new ArrayList<String>();
        for (var candidate : candidates()) {
            var why = problem(candidate);
            if (why.isEmpty()) {
                return candidate;
            }
            refused.add(candidate + " (" + why + ")");
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "NoExecutableFolder",
                "Native libraries can't be loaded from " + String.join(" or ", refused) + ". Set "
                        + Setting.NATIVES.variable() + " to a folder on a file system without noexec.");
    }

    /** The folder for native libraries, created in {@link #choose()}. */
    public Path natives() {
        var folder = choose().resolve("natives");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "NoExecutableFolder",
                    "Native libraries can't be unpacked into " + folder + " (" + DiskErrors.reason(e) + "). Set "
                            + Setting.NATIVES.variable() + " to another folder.",
                    e);
        }
    }

    private List<Path> candidates() {
        var named = settings.given(Setting.NATIVES);
        if (named.isPresent()) {
            return List.of(environment.resolve(named.get()));
        }
        var cache = environment
                .variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElse(environment.userHome().resolve(".cache"));
        return List.of(cache.resolve("longtake"), home.resolve("cache"));
    }

    /** Why no file can be executed from the folder; empty if execution works. */
    static String problem(Path folder) {
        try {
            Files.createDirectories(folder);
            var probe = Files.createTempFile(
                    folder,
                    "probe",
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                Files.writeString(probe, "#!/bin/sh\nexit 0\n");
                return executes(probe) ? "" : "mounted noexec, or execution is not permitted";
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return DiskErrors.reason(e);
        }
    }

    private static boolean executes(Path probe) {
        for (int attempt = 1; ; attempt++) {
            try {
                var process = ChildEnvironment.of(probe.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(new File("/dev/null"))
                        .start();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                boolean busy =
                        String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("text file busy");
                if (!busy || attempt == ATTEMPTS) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw CommandFailure.interrupted(e);
            }
        }
    }
}
