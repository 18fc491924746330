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

/** The processes a command relies on: brought up before it, looked after while it works. */
public final class RunningInstallation {
    /** A query to a worker that has just been started takes six seconds. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final Invocation invocation;
    private final FreeSpace space = new FreeSpace();
    private final Set<Service> toldPaused = EnumSet.noneOf(Service.class);

    public RunningInstallation(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Which processes this home needs for the configured server and backend. Where the home's studio has ever worked it is
     * one of them, whatever the backend of this command: sessions that live there go on in the background.
     */
    public Set<Service> wanted() {
        var wanted = EnumSet.of(Service.WORKER);
        if (invocation.externalTemporal().isEmpty()) {
            wanted.add(Service.SERVER);
        }
        if (invocation.settings().text(Setting.BACKEND).toLowerCase(Locale.ROOT).equals("studio")
                || Files.isDirectory(invocation.home().studioFolder())) {
            wanted.add(Service.STUDIO);
        }
        return wanted;
    }

    /**
     * For commands that only look: waits a moment until the processes they ask answer; starts and ends nothing, and leaves a
     * server of others as it is.
     *
     * @throws CommandFailure in one sentence: exit 75, where they don't answer; 3, where a server of others has no namespace of ours
     */
    public TemporalTarget reach(Set<Service> asked) {
        var external = invocation.externalTemporal();
        if (external.isPresent()) {
            check(external.get(), invocation.connections().look(external.get(), Optional.empty()));
        }
        var own = EnumSet.copyOf(asked);
        external.ifPresent(elsewhere -> own.remove(Service.SERVER));
        if (external.isPresent()
                && invocation.services().running(Service.WORKER).isEmpty()) {
            // Another machine's worker may answer.
            own.remove(Service.WORKER);
        }
        invocation.services().awaitAnswer(own, READ_LIMIT);
        return target();
    }

    /** Starts what does not run, waits until everything answers. */
    public TemporalTarget bringUp() {
        return bringUp(services -> invocation.services().ensure(services));
    }

    /** The same for {@code up}: what runs and does not answer is replaced. */
    public TemporalTarget bringUpAfresh() {
        return bringUp(services -> invocation.services().ensureAfresh(services));
    }

    private TemporalTarget bringUp(Consumer<Set<Service>> ensure) {
        var external = invocation.externalTemporal();
        if (external.isPresent()) {
            check(external.get(), invocation.connections().answer(external.get(), Optional.empty()));
        }
        var dead = invocation.services().dead(wanted());
        if (!dead.isEmpty()) {
            invocation.talk().say("Setting up...");
        }
        lookAtTheDisk();
        ensure.accept(wanted());
        return target();
    }

    /**
     * Looks whether everything still runs; starts again what died or hangs, and says so. Cheap when all is well.
     *
     * @throws CommandFailure exit 75, whatever the reason: it ran a moment ago, and what it works on goes on as soon as it runs
     *     again
     */
    public void lookAfter() {
        try {
            keepUp();
        } catch (CommandFailure e) {
            throw e.exitCode() == ExitCode.TEMPORARY || e.exitCode() == ExitCode.INTERRUPTED
                    ? e
                    : new CommandFailure(ExitCode.TEMPORARY, e.type(), e.sentence(), e);
        }
    }

    private void keepUp() {
        lookAtTheDisk();
        tellPaused();
        var dead = invocation.services().dead(wanted());
        if (!dead.isEmpty()) {
            var names = dead.stream().map(Service::label).collect(Collectors.joining(", "));
            invocation.talk().say("Stopped unexpectedly: " + names.toLowerCase(Locale.ROOT) + ". Starting again.");
        } else if (invocation.services().hanging(wanted()).isEmpty()) {
            return;
        }
        // What only seems to hang, on a machine that slept, shows within seconds that it does not.
        var started = invocation.services().ensure(wanted());
        if (!dead.isEmpty() || !started.isEmpty()) {
            invocation.connections().reconnect();
        }
    }

    /** Once for each pause: what waits for a paused process goes on with it, and nobody else would say so. */
    private void tellPaused() {
        var paused = invocation.services().paused(wanted());
        paused.stream().filter(found -> !toldPaused.contains(found.service())).forEach(found -> invocation
                .talk()
                .say("The " + found.service().label() + " (process "
                        + found.identity().pid() + ") was paused by a signal; waiting for it. Resume it with:"
                        + " kill -CONT " + found.identity().pid()));
        toldPaused.clear();
        paused.stream().map(ServiceRecord::service).forEach(toldPaused::add);
    }

    private void lookAtTheDisk() {
        var home = invocation.home().root();
        try {
            space.complaint(home, FreeSpace.bytes(home)).ifPresent(invocation.talk()::say);
        } catch (IOException e) {
            // A disk that can't be asked is no reason to stop.
        }
    }

    /** The server to talk to. */
    public TemporalTarget target() {
        return invocation
                .externalTemporal()
                .or(() -> invocation
                        .services()
                        .running(Service.SERVER)
                        .map(found -> TemporalTarget.embedded(found.address())))
                .orElseThrow(ServerUnavailableException::new);
    }

    private static void check(TemporalTarget target, TemporalNamespace.Answer answer) {
        if (answer == TemporalNamespace.Answer.MISSING) {
            throw CommandFailure.notFound("The Temporal server at " + target.address() + " has no namespace "
                    + target.namespace() + ", so there are no sessions. Commands that start work make it.");
        }
        if (answer != TemporalNamespace.Answer.READY) {
            throw CommandFailure.temporary("The Temporal server at " + target.address() + " (namespace "
                    + target.namespace()
                    + ") does not answer. It is named by TEMPORAL_ADDRESS or temporal.toml; without"
                    + " them Longtake starts its own.");
        }
    }
}
