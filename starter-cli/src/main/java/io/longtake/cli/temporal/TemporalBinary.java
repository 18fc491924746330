package io.longtake.cli.temporal;

import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.ChildEnvironment;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.ExecutableFolder;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.TemporaryFailures;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.files.lock.FolderLock;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.LinkFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the official {@code temporal} program, or downloads or builds it. */
public final class TemporalBinary {
    /** The maximum number of bytes to read. The output is one line and fits into a pipe's buffer. */
    private static final int MAX_REPORTED = 4_096;

    private final Environment environment;
    private final Settings settings;
    private final HomeFolder home;
    private final ExecutableFolder executables;
    private final Build build;
    private final StatusOutput statusOutput;

    /** @param build may have a program of its own, which precedes other programs that no setting names */
    public TemporalBinary(
            Environment environment, Settings settings, HomeFolder home, Build build, StatusOutput statusOutput) {
        this.environment = environment;
        this.settings = settings;
        this.home = home;
        this.executables = new ExecutableFolder(environment, settings, home.root());
        this.build = build;
        this.statusOutput = statusOutput;
    }

    /**
     * @param origin where the program was found, for display
     * @param version the version of its server
     * @param named whether a setting names it
     */
    public record Found(Path program, String origin, String version, boolean named) {}

    /**
     * Returns an existing program; downloads nothing. A program named by a setting takes precedence; otherwise the
     * version must match the home's data, if there is any.
     */
    public Optional<Found> present() {
        var given = settings.given(Setting.TEMPORAL_BINARY);
        if (given.isPresent()) {
            return Optional.of(named(environment.resolve(given.get())));
        }
        var wanted = database().version();
        return wanted.isEmpty()
                ? there().findFirst()
                : there().filter(found -> found.version().equals(wanted.get())).findFirst();
    }

    /** Returns the database that its server uses in this home. */
    public ServerDatabase database() {
        return new ServerDatabase(home, statusOutput);
    }

    private Found named(Path program) {
        var origin = settings.value(Setting.TEMPORAL_BINARY).origin();
        return found(program, origin, true)
                .orElseThrow(() -> CommandFailure.usage("The Temporal program " + program + " (from " + origin
                        + ") can't be run. Correct or remove that setting."));
    }

    /** The programs that can be run. Each runs only when the ones before it do not suffice. */
    private Stream<Found> there() {
        return Stream.<Supplier<Optional<Found>>>of(
                        () -> build.temporal().flatMap(program -> found(program, "installation", false)),
                        () -> onPath("temporal").flatMap(program -> found(program, "PATH", false)),
                        () -> found(home.root().resolve("bin").resolve("temporal"), "home", false),
                        () -> found(cached(), "cache", false))
                .map(Supplier::get)
                .flatMap(Optional::stream);
    }

    /**
     * Returns the program; downloads or builds it if there is none. If two commands do this at the same time, one of
     * them waits.
     *
     * @throws CommandFailure stating what was tried and what to do
     */
    public Found get() {
        var present = present();
        if (present.isPresent()) {
            return present.get();
        }
        var wanted = database().version();
        if (wanted.isPresent() && !wanted.get().equals(Release.SERVER_VERSION)) {
            // This version can't be downloaded. Whether another one can use the database is checked before the start.
            var other = there().findFirst();
            if (other.isPresent()) {
                return other.get();
            }
        }
        var target = cached();
        try {
            return FolderLock.withLock(cacheFolder(), () -> {
                var fetched = found(target, "cache", false);
                return fetched.isPresent() ? fetched.get() : obtain(target);
            });
        } catch (IOException e) {
            throw missing(List.of(cacheFolder() + " can't be used: " + e.getMessage()), TemporaryFailures.is(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED, "Interrupted", "Interrupted while installing the Temporal server.", e);
        }
    }

    private Found obtain(Path target) throws InterruptedException {
        var tried = new ArrayList<String>();
        boolean isRetryable = false;
        var root = settings.text(Setting.TEMPORAL_RELEASES);
        var sha256 = settings.given(Setting.TEMPORAL_RELEASE_SHA256).or(Release::knownSha256);
        if (root.toLowerCase(Locale.ROOT).equals("off")) {
            tried.add("release downloads are off (temporal.releases)");
        } else if (sha256.isEmpty()) {
            tried.add("no release digest is known for " + Release.platform() + " (temporal.release-sha256)");
        } else {
            try {
                statusOutput.info("Downloading the Temporal server " + Release.VERSION + " (once; about 40 MB).");
                ReleaseDownload.fetch(
                        new HttpClients(environment.environment()), Release.url(root), sha256.get(), target);
                return new Found(target, "release", Release.SERVER_VERSION, false);
            } catch (IOException | IllegalArgumentException e) {
                tried.add("its release can't be downloaded (" + words(e) + ")");
                isRetryable = e instanceof LinkFailure failure && failure.reason() == LinkFailure.Reason.TEMPORARY;
            }
        }
        var go = goProgram();
        if (go.isEmpty()) {
            tried.add("no Go toolchain to build it was found");
            throw missing(tried, isRetryable);
        }
        try {
            statusOutput.info("The Temporal server was not downloaded: " + String.join("; ", tried)
                    + ". Building it with " + go.get() + " (once; about 3 minutes).");
            GoToolChain.install(
                    go.get().toString(), target, home.logFolder().resolve("temporal-build.log"), statusOutput);
            return new Found(target, "built with Go", Release.SERVER_VERSION, false);
        } catch (IOException e) {
            tried.add("it can't be built (" + words(e) + ")");
            throw missing(tried, isRetryable || TemporaryFailures.is(e));
        }
    }

    private static String words(Exception e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().replaceFirst("\\.$", "");
    }

    /** @param isRetryable whether a retry may succeed: the network was down, or the disk was full */
    private static CommandFailure missing(List<String> tried, boolean isRetryable) {
        return new CommandFailure(
                isRetryable ? ExitCode.TEMPORARY : ExitCode.FAILED,
                "TemporalMissing",
                "No Temporal server can be started: " + String.join("; ", tried)
                        + ". Install the Temporal CLI, set TEMPORAL_CLI to its path, or set TEMPORAL_ADDRESS to a"
                        + " running server.");
    }

    /** In the user's cache folder, shared by all homes: the program is large and the same for all. */
    private Path cached() {
        return cacheFolder().resolve("temporal");
    }

    private Path cacheFolder() {
        return executables.choose().resolve("temporal-" + Release.VERSION);
    }

    public Optional<Path> goProgram() {
        var named = settings.text(Setting.TEMPORAL_GO);
        if (named.toLowerCase(Locale.ROOT).equals("off")) {
            return Optional.empty();
        }
        // The default location of Go's installer, which many users do not add to the path.
        var usual = Path.of("/usr/local/go/bin/go");
        return onPath(named).or(() -> Optional.of(usual).filter(Files::isExecutable));
    }

    private Optional<Path> onPath(String program) {
        for (var folder : environment.variable("PATH").orElse("").split(":", -1)) {
            var candidate = environment.workingDirectory().resolve(folder).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Runs {@code --version}: a file of this name may be for another system or incomplete. */
    private static Optional<Found> found(Path program, String origin, boolean named) {
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            return Optional.empty();
        }
        try {
            var process = ChildEnvironment.of(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            if (process.exitValue() != 0) {
                return Optional.empty();
            }
            var told = new String(process.getInputStream().readNBytes(MAX_REPORTED), StandardCharsets.UTF_8);
            return ServerVersion.told(told).map(version -> new Found(program, origin, version.text(), named));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
