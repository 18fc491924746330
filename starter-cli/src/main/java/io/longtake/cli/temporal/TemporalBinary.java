package io.longtake.cli.temporal;

import io.longtake.cli.Children;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Surroundings;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.terminal.Talk;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the {@code temporal} program, or gets it: the official one, from the nearest place that has it. */
public final class TemporalBinary {
    private final Surroundings surroundings;
    private final Settings settings;
    private final HomeFolder home;
    private final Talk talk;

    public TemporalBinary(Surroundings surroundings, Settings settings, HomeFolder home, Talk talk) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.home = home;
        this.talk = talk;
    }

    /** @param origin where it comes from, for people */
    public record Found(Path program, String origin) {}

    /** A program that is there already; nothing is fetched. */
    public Optional<Found> present() {
        var given = settings.given(Setting.TEMPORAL_BINARY);
        if (given.isPresent()) {
            var program = surroundings.resolve(given.get());
            if (!runs(program)) {
                throw CommandFailure.usage("The Temporal program " + program + " (from "
                        + settings.value(Setting.TEMPORAL_BINARY).origin() + ") does not run.");
            }
            return Optional.of(
                    new Found(program, settings.value(Setting.TEMPORAL_BINARY).origin()));
        }
        var candidates = new ArrayList<Found>();
        onPath("temporal").ifPresent(program -> candidates.add(new Found(program, "PATH")));
        candidates.add(new Found(home.root().resolve("bin").resolve("temporal"), "home"));
        candidates.add(new Found(cached(), "cache"));
        return candidates.stream().filter(found -> runs(found.program())).findFirst();
    }

    /**
     * The program, fetched or built when there is none. Of two commands one works, the other waits.
     *
     * @throws CommandFailure saying what was tried and what would help
     */
    public Found get() {
        var present = present();
        if (present.isPresent()) {
            return present.get();
        }
        var target = cached();
        try {
            Files.createDirectories(target.getParent());
            try (var channel = FileChannel.open(
                            target.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && runs(target)) {
                    return new Found(target, "cache");
                }
                return obtain(target);
            }
        } catch (IOException e) {
            throw missing(List.of(target.getParent() + " can't be used: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED, "Interrupted", "Interrupted while getting the Temporal server.", e);
        }
    }

    private Found obtain(Path target) throws InterruptedException {
        var tried = new ArrayList<String>();
        var root = settings.text(Setting.TEMPORAL_RELEASES);
        var sha256 = settings.given(Setting.TEMPORAL_RELEASE_SHA256).or(Release::knownSha256);
        if (root.toLowerCase(Locale.ROOT).equals("off")) {
            tried.add("the release download is switched off (temporal.releases)");
        } else if (sha256.isEmpty()) {
            tried.add("no digest is known for a release for " + Release.platform() + " (temporal.release-sha256)");
        } else {
            try {
                talk.say("Getting the Temporal server " + Release.VERSION + " (once; about 40 MB).");
                ReleaseDownload.fetch(Release.url(root), sha256.get(), target);
                return new Found(target, "release");
            } catch (IOException | IllegalArgumentException e) {
                tried.add("its release can't be fetched (" + words(e) + ")");
            }
        }
        var go = goProgram();
        if (go.isEmpty()) {
            tried.add("there is no Go tool chain to build it with");
            throw missing(tried);
        }
        try {
            talk.say("No Temporal release within reach: building it with " + go.get() + " (once; about 3 minutes).");
            GoToolChain.install(go.get().toString(), target, home.logFolder().resolve("temporal-build.log"), talk);
            return new Found(target, "built with Go");
        } catch (IOException e) {
            tried.add("it can't be built (" + words(e) + ")");
            throw missing(tried);
        }
    }

    private static String words(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static CommandFailure missing(List<String> tried) {
        return new CommandFailure(
                ExitCode.FAILED,
                "TemporalMissing",
                "There is no Temporal server to run: " + String.join("; ", tried)
                        + ". Install Temporal's command line, name it with TEMPORAL_CLI, or name a running server with"
                        + " TEMPORAL_ADDRESS.");
    }

    /** Shared by the homes of a user: the program is large, and is the same for all. */
    private Path cached() {
        return surroundings
                .variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElse(surroundings.userHome().resolve(".cache"))
                .resolve("longtake")
                .resolve("temporal-" + Release.VERSION)
                .resolve("temporal");
    }

    public Optional<Path> goProgram() {
        var named = settings.text(Setting.TEMPORAL_GO);
        if (named.toLowerCase(Locale.ROOT).equals("off")) {
            return Optional.empty();
        }
        // Where Go's own installer puts it; many never add it to the path.
        var usual = Path.of("/usr/local/go/bin/go");
        return onPath(named).or(() -> Optional.of(usual).filter(Files::isExecutable));
    }

    private Optional<Path> onPath(String program) {
        for (var folder : surroundings.variable("PATH").orElse("").split(":", -1)) {
            var candidate = surroundings.workingDirectory().resolve(folder).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** A file by that name may be another system's program, or half of one. */
    private static boolean runs(Path program) {
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            return false;
        }
        try {
            var process = Children.of(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
