package io.longtake.cli.invocation;

import io.longtake.cli.home.FreeSpace;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.temporal.ServerUnavailableException;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The processes that a command depends on: started before the command, and monitored while it works. */
public final class RunningInstallation {
    /** A query to a worker that has just started takes six seconds. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final Invocation invocation;
    private final FreeSpace space = new FreeSpace();
    private final Set<Service> pauseReported = EnumSet.noneOf(Service.class);

    public RunningInstallation(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * The processes that this home needs for the configured server and backend. If a studio has ever worked in the home, it is
     * one of them, with any backend: its sessions continue in the background.
     */
    public Set<Service> required() {
        var required = EnumSet.noneOf(Service.class);
        if (invocation.externalTemporal().isEmpty() || invocation.settings().isOn(Setting.WORKER_START)) {
            required.add(Service.WORKER);
        }
        if (invocation.externalTemporal().isEmpty()) {
            required.add(Service.SERVER);
        }
        if (invocation.settings().text(Setting.BACKEND).toLowerCase(Locale.ROOT).equals("studio")
                || Files.isDirectory(invocation.home().studioFolder())) {
            required.add(Service.STUDIO);
        }
        return required;
    }

    /**
     * For read-only commands: waits up to ten seconds until the requested processes answer. Starts and stops nothing, and does
     * not change a server that is not the home's own.
     *
     * @throws CommandFailure exit 75, when a process does not answer; exit 3, when a server that is not the home's own lacks the
     *     namespace
     */
    public TemporalTarget awaitServices(Set<Service> asked) {
        var external = invocation.externalTemporal();
        if (external.isPresent()) {
            check(external.get(), invocation.connections().inspect(external.get(), Optional.empty()));
        }
        var own = EnumSet.copyOf(asked);
        external.ifPresent(elsewhere -> own.remove(Service.SERVER));
        if (external.isPresent()
                && invocation.services().records().running(Service.WORKER).isEmpty()) {
            // The worker may run on another machine.
            own.remove(Service.WORKER);
        }
        invocation.services().health().awaitAnswer(own, READ_LIMIT);
        return target();
    }

    /** Starts the processes that do not run, and waits until all answer. */
    public TemporalTarget startServices() {
        return startServices(services -> invocation.services().ensure(services));
    }

    /** The same for {@code up}: also replaces processes that run but do not answer. */
    public TemporalTarget restartUnresponsive() {
        return startServices(services -> invocation.services().ensureReplacing(services));
    }

    private TemporalTarget startServices(Consumer<Set<Service>> ensure) {
        var external = invocation.externalTemporal();
        if (external.isPresent()) {
            check(external.get(), invocation.connections().answer(external.get(), Optional.empty()));
        }
        var stopped = invocation.services().records().stopped(required());
        if (!stopped.isEmpty()) {
            invocation.statusOutput().info("Starting the " + listed(stopped) + ".");
        }
        checkFreeSpace();
        ensure.accept(required());
        return target();
    }

    /** "server, studio and worker". */
    static String listed(Set<Service> services) {
        var labels = services.stream().map(Service::label).toList();
        int last = labels.size() - 1;
        return last < 1
                ? String.join("", labels)
                : String.join(", ", labels.subList(0, last)) + " and " + labels.get(last);
    }

    /**
     * Checks that all processes run, restarts those that died or hang, and reports it. Inexpensive if there is no problem.
     *
     * @throws CommandFailure exit 75 for every failure except an interruption: the processes ran a moment ago, and their work
     *     continues when they run again
     */
    public void ensureRunning() {
        try {
            restartStopped();
        } catch (CommandFailure e) {
            throw e.exitCode() == ExitCode.TEMPORARY || e.exitCode() == ExitCode.INTERRUPTED
                    ? e
                    : new CommandFailure(ExitCode.TEMPORARY, e.type(), e.sentence(), e);
        }
    }

    private void restartStopped() {
        checkFreeSpace();
        reportPaused();
        var stopped = invocation.services().records().stopped(required());
        if (!stopped.isEmpty()) {
            var names = stopped.stream().map(Service::label).collect(Collectors.joining(", "));
            invocation.statusOutput().info("Stopped unexpectedly: " + names.toLowerCase(Locale.ROOT) + ". Restarting.");
        } else if (invocation.services().health().unresponsive(required()).isEmpty()) {
            return;
        }
        // A process that only seems to hang, after the machine was asleep, answers within seconds.
        var started = invocation.services().ensure(required());
        if (!stopped.isEmpty() || !started.isEmpty()) {
            invocation.connections().reconnect();
        }
    }

    /** Reports each pause once: work that waits for a paused process continues with it, and nothing else reports the pause. */
    private void reportPaused() {
        var paused = invocation.services().records().paused(required());
        paused.stream()
                .filter(found -> !pauseReported.contains(found.service()))
                .forEach(found -> invocation
                        .statusOutput()
                        .info("The " + found.service().label() + " (process "
                                + found.identity().pid() + ") was paused by a signal; waiting for it. To resume it:"
                                + " kill -CONT " + found.identity().pid()));
        pauseReported.clear();
        paused.stream().map(ServiceRecord::service).forEach(pauseReported::add);
    }

    private void checkFreeSpace() {
        var home = invocation.home().root();
        try {
            space.warning(home, FreeSpace.bytes(home)).ifPresent(invocation.statusOutput()::info);
        } catch (IOException e) {
            // The command continues if the free space can't be read.
        }
    }

    /** The server to connect to. */
    public TemporalTarget target() {
        return invocation
                .externalTemporal()
                .or(() -> invocation
                        .services()
                        .records()
                        .running(Service.SERVER)
                        .map(found -> TemporalTarget.embedded(found.address())))
                .orElseThrow(ServerUnavailableException::new);
    }

    private static void check(TemporalTarget target, TemporalNamespace.Answer answer) {
        if (answer == TemporalNamespace.Answer.MISSING) {
            throw CommandFailure.notFound("The Temporal server at " + target.address() + " has no namespace "
                    + target.namespace() + ", so there are no sessions. Commands that start work create the"
                    + " namespace.");
        }
        if (answer != TemporalNamespace.Answer.READY) {
            throw CommandFailure.temporary("The Temporal server at " + target.address() + " (namespace "
                    + target.namespace() + ") does not answer. It is set by TEMPORAL_ADDRESS or temporal.toml; without"
                    + " them, Longtake starts its own server.");
        }
    }
}
