package io.longtake.cli.process;

import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.environment.Build;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.terminal.StatusOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the background processes of one home, and replaces those that no longer fit or do not answer. */
public final class BackgroundServices {
    private static final Logger log = LoggerFactory.getLogger(BackgroundServices.class);

    /** Time without an answer after which a worker is replaced; with {@code up}, any service. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** How long a command waits for a running server or studio that does not answer, because it is slow or paused. */
    private static final Duration SLOW_LIMIT = Duration.ofSeconds(60);

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final ServiceHealth health;
    private final ServiceShutdown shutdown;
    private final ServiceLogs logs;
    private final StatusOutput statusOutput;

    public BackgroundServices(HomeFolder home, ServicePlans plans, StatusOutput statusOutput) {
        this.home = home;
        this.plans = plans;
        this.statusOutput = statusOutput;
        this.records = new ServiceRecords(home);
        this.health = new ServiceHealth(home, records, plans, statusOutput);
        this.shutdown = new ServiceShutdown(home, records, plans, statusOutput);
        this.logs = new ServiceLogs(home);
    }

    /** Which of the processes run. */
    public ServiceRecords records() {
        return records;
    }

    /** Whether they answer. */
    public ServiceHealth health() {
        return health;
    }

    /** Ends them. */
    public ServiceShutdown shutdown() {
        return shutdown;
    }

    public ServiceLogs logs() {
        return logs;
    }

    /**
     * Ensures that the services run and answer. If two commands do this at the same time, one starts the services and
     * the other waits for them. A server or studio that runs and does not answer is waited for and left running.
     *
     * @return the services that were started
     * @throws CommandFailure naming the log if a service does not start; exit 75 if a running one does not answer
     */
    public Set<Service> ensure(Set<Service> required) {
        return ensure(required, this::isReplaceable);
    }

    /** Same as {@link #ensure(Set)}, but replaces processes that run and do not answer, as the user requested. */
    public Set<Service> ensureReplacing(Set<Service> required) {
        return ensure(required, silent -> true);
    }

    private Set<Service> ensure(Set<Service> required, Predicate<ServiceRecord> replaceable) {
        logs.bound();
        if (allFit(required)) {
            return Set.of();
        }
        try (var lock = HomeLock.acquire(
                home, () -> statusOutput.info("Waiting for another command that starts the processes."))) {
            log.debug("holding {}", lock);
            return startServices(required, replaceable);
        }
    }

    /** A worker that has not reported its liveness for that long does no work; its successor continues the work. */
    private boolean isReplaceable(ServiceRecord silent) {
        return silent.service() == Service.WORKER;
    }

    private boolean allFit(Set<Service> required) {
        return required.stream().allMatch(service -> records.running(service)
                .filter(this::fits)
                .filter(plans::healthy)
                .isPresent());
    }

    private boolean fits(ServiceRecord found) {
        return (found.service() == Service.SERVER
                        || found.build().equals(Build.ofThisProcess().id()))
                && plans.dependsOn(found.service())
                        .map(found.dependsOn()::equals)
                        .orElse(true);
    }

    private Set<Service> startServices(Set<Service> required, Predicate<ServiceRecord> replaceable) {
        var started = EnumSet.noneOf(Service.class);
        for (var service : Service.values()) {
            if (!required.contains(service)) {
                continue;
            }
            var found = records.running(service);
            if (found.isPresent() && fits(found.get())) {
                boolean replace = replaceable.test(found.get());
                if (health.answersWithin(found.get(), replace ? SILENCE_LIMIT : SLOW_LIMIT)) {
                    continue;
                }
                if (!replace && found.get().identity().running()) {
                    throw ServiceHealth.silent(found.get(), SLOW_LIMIT);
                }
            }
            found.ifPresent(old -> replace(old));
            start(service);
            started.add(service);
        }
        awaitReady(required, Set.copyOf(started));
        return started;
    }

    private void replace(ServiceRecord old) {
        if (!fits(old)) {
            reportReplaced(old);
        } else {
            statusOutput.info("The " + old.service().label() + " does not answer. Restarting it.");
        }
        ServiceShutdown.end(List.of(old.identity()));
    }

    /**
     * Reports the replacement of a process of another build or configuration. Visible by default only if work is
     * interrupted.
     */
    private void reportReplaced(ServiceRecord old) {
        var why = "Restarting the " + old.service().label() + ": it was started by "
                + (old.build().equals(Build.ofThisProcess().id())
                        ? "a command with other settings"
                        : "another build of Longtake")
                + ".";
        var busy = activeSessions();
        if (busy.isEmpty()) {
            statusOutput.detail(why);
        } else {
            statusOutput.info(why + (busy.size() == 1 ? " Session " : " Sessions ") + String.join(", ", busy)
                    + (busy.size() == 1 ? " continues" : " continue") + " afterwards; nothing is sent twice.");
        }
    }

    /** Returns the sessions that are not idle, according to the views that the worker stored. */
    private List<String> activeSessions() {
        try {
            return SessionViews.ofHome(home.root()).all().stream()
                    .filter(stored -> !stored.view().idle())
                    .map(StoredView::name)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void start(Service service) {
        var launch = plans.launch(service);
        // A command that was killed between starting a process and writing its record leaves a process without one.
        // Two servers must never use the same database.
        ServiceShutdown.end(Detached.matching(arguments -> plans.recognises(service, arguments)));
        var logFile = logs.of(service);
        try {
            var identity = Detached.start(launch, logFile.path(), home.root());
            records.write(new ServiceRecord(
                    service,
                    identity,
                    launch.address(),
                    launch.uiAddress(),
                    home.toString(),
                    Build.ofThisProcess().id(),
                    launch.dependsOn(),
                    System.currentTimeMillis()));
            statusOutput.detail("Started the " + service.label() + ", process " + identity.pid() + ".");
        } catch (IOException e) {
            throw CommandFailure.of(
                    "StartFailed", "The " + service.label() + " can't be started: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Records this process for a service that was started in the foreground, such as by a service manager or in a
     * container. The home's commands then find it and do not start a second one.
     */
    public void registerThisProcess(Service service, String address) {
        if (System.getProperty("longtake.service") != null) {
            // Started by a command of this home, which writes the record.
            return;
        }
        ProcessIdentity.of(ProcessHandle.current().pid())
                .ifPresent(self -> records.write(new ServiceRecord(
                        service,
                        self,
                        address,
                        "",
                        home.toString(),
                        Build.ofThisProcess().id(),
                        plans.dependsOn(service).orElse(""),
                        System.currentTimeMillis())));
    }

    private void awaitReady(Set<Service> required, Set<Service> started) {
        try {
            new ReadyWait(
                            records::running,
                            this::fits,
                            plans,
                            statusOutput,
                            this::start,
                            old -> ServiceShutdown.end(List.of(old.identity())),
                            logs::of)
                    .await(required, started);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted(e);
        }
    }
}
