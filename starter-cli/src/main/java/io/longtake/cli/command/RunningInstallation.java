package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.home.FreeSpace;
import io.longtake.cli.process.Service;
import io.longtake.cli.session.ServerAway;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes a command relies on: brought up before it, looked after while it works. */
final class RunningInstallation {
    private final Invocation invocation;
    private final FreeSpace space = new FreeSpace();

    RunningInstallation(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Which processes this home needs for the configured server and backend. Where the home's studio has ever worked it is
     * one of them, whatever the backend of this command: sessions that live there go on in the background.
     */
    Set<Service> wanted() {
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

    /** Starts what does not run, waits until everything answers. */
    TemporalTarget bringUp() {
        var external = invocation.externalTemporal();
        if (external.isPresent()) {
            checkAnswers(external.get());
        }
        var dead = invocation.services().dead(wanted());
        if (!dead.isEmpty()) {
            invocation.talk().say("Setting up...");
        }
        lookAtTheDisk();
        invocation.services().ensure(wanted());
        return target();
    }

    /** Looks whether everything still runs; starts again what died or hangs, and says so. Cheap when all is well. */
    void lookAfter() {
        lookAtTheDisk();
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

    private void lookAtTheDisk() {
        var home = invocation.home().root();
        try {
            space.complaint(home, FreeSpace.bytes(home)).ifPresent(invocation.talk()::say);
        } catch (IOException e) {
            // A disk that can't be asked is no reason to stop.
        }
    }

    /** The server to talk to. */
    TemporalTarget target() {
        return invocation
                .externalTemporal()
                .or(() -> invocation
                        .services()
                        .running(Service.SERVER)
                        .map(found -> TemporalTarget.embedded(found.address())))
                .orElseThrow(ServerAway::new);
    }

    private void checkAnswers(TemporalTarget target) {
        if (invocation.connections().answer(target, Optional.empty()) != TemporalNamespace.Answer.READY) {
            throw CommandFailure.temporary("The Temporal server at " + target.address() + " (namespace "
                    + target.namespace()
                    + ") does not answer. It is named by TEMPORAL_ADDRESS or temporal.toml; without"
                    + " them Longtake starts its own.");
        }
    }
}
