package io.longtake.cli.training;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.ExecutableFolder;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.process.Service;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.media.guard.DecodeChild;
import io.longtake.media.natives.NativeLibraries;
import io.longtake.studio.render.ChildProcessRunner;
import io.longtake.studio.render.RenderProcess;
import io.longtake.studio.saliency.SaliencyCache;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The work of commands, worker, studio and their child processes, in this JVM and in a temporary home. It sends nothing beyond the
 * loopback interface. Each step has a time limit, and a step that fails costs no more than the classes it would have loaded.
 */
public final class Training {
    private static final Duration STEP_LIMIT = Duration.ofSeconds(90);

    /** Classes that run in this JVM only in part. */
    private static final List<Class<?>> OTHERS =
            List.of(DecodeChild.class, RenderProcess.class, ChildProcessRunner.class, SaliencyCache.class);

    /** Runs a command, as the entry point of the product does. */
    public interface Commands {
        int run(Environment environment, String... arguments);
    }

    /** A step that may fail. */
    private interface Step {
        void run() throws Exception;
    }

    private final Path folder;
    private final Commands commands;
    private final Environment own;
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    /**
     * @param folder an empty folder, which the caller deletes
     * @param own the environment of this process; native libraries are unpacked where commands unpack them
     */
    public Training(Path folder, Commands commands, Environment own) {
        this.folder = folder;
        this.commands = commands;
        this.own = own;
    }

    /**
     * Runs all steps.
     *
     * @return the steps that failed, with the reason
     */
    public Map<String, Throwable> run() {
        var home = folder.resolve("home");
        var executables = new ExecutableFolder(own, Settings.read(own, Map.of()), home);
        var natives = executables.choose();
        var alone = environment(Map.of("LONGTAKE_HOME", home.toString(), "LONGTAKE_NATIVES", natives.toString()));
        step("commands", () -> readingCommands(alone));
        step("studio", () -> {
            NativeLibraries.unpackInto(executables.natives());
            try (var studio = new StudioTraining(folder, HomeFolder.open(home).openStudioFolder())) {
                var picture = studio.picture();
                step("film", () -> studio.film(picture));
                step("session", () -> session(alone, studio, picture));
            }
        });
        step("child processes", () -> OTHERS.forEach(Training::load));
        return failures;
    }

    private void readingCommands(Environment alone) {
        commands.run(alone, "--help");
        commands.run(alone, "--version");
        commands.run(alone, "config", "list", "--json");
        commands.run(alone, "ps");
        commands.run(alone, "sessions");
        commands.run(alone, "status", "training");
        commands.run(alone, "show", "training", "--json");
        commands.run(alone, "wait", "training", "--help");
        commands.run(alone, "down", "--help");
    }

    /** A command queues a job at a server that passes it to a worker in this JVM. */
    private void session(Environment alone, StudioTraining studio, Path picture) throws Exception {
        try (var server = new TrainingServer()) {
            var variables = new HashMap<>(alone.environment());
            variables.put(TemporalTarget.OWN_SERVER, server.address());
            variables.put("NEMO_TOKEN", "training-training-training");
            // The worker runs in this JVM; a command that looks before it is registered must not start another.
            variables.put(Setting.WORKER_START.variable(), "off");
            var connected = environment(variables);
            try (var invocation = new Invocation(connected, Training.class)) {
                invocation.services().registerThisProcess(Service.STUDIO, studio.address());
            }
            daemon(() -> commands.run(connected, "worker"));
            int exit = commands.run(
                    connected,
                    "make",
                    picture.toString(),
                    "--prompt",
                    "a 1-second video",
                    "--output",
                    folder.resolve("film.mp4").toString(),
                    "--detach");
            if (exit != 0 || !server.awaitActivity(STEP_LIMIT)) {
                throw new IllegalStateException("make ended with " + exit);
            }
        }
    }

    private static void load(Class<?> type) {
        for (var nested : type.getDeclaredClasses()) {
            load(nested);
        }
    }

    private Environment environment(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("HOME", folder.toString());
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Environment(Map.copyOf(all), folder, nowhere, nowhere, false);
    }

    /** A step that takes too long is left behind. */
    private void step(String name, Step step) {
        var task = new FutureTask<Void>(() -> {
            step.run();
            return null;
        });
        daemon(task);
        try {
            task.get(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            failures.put(name, e);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "training");
        thread.setDaemon(true);
        thread.start();
    }
}
