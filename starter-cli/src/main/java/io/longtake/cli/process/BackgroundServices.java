package io.longtake.cli.process;

import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.environment.Version;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.StatusOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, monitors and stops the background processes of one home. */
public final class BackgroundServices {
    private static final Logger log = LoggerFactory.getLogger(BackgroundServices.class);
    /** Time for an orderly stop: a worker deregisters from the server, and a server writes its database to disk. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /** Time without an answer after which a worker is replaced; with {@code up}, any service. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** How long a command waits for a running server or studio that does not answer, because it is slow or paused. */
    private static final Duration SLOW_LIMIT = Duration.ofSeconds(60);

    /** Time after which a wait is reported to the user. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(3);

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final StatusOutput statusOutput;

    public BackgroundServices(HomeFolder home, ServicePlans plans, StatusOutput statusOutput) {
        this.home = home;
        this.records = new ServiceRecords(home);
        this.plans = plans;
        this.statusOutput = statusOutput;
    }

    /** @param healthy whether the service responds now */
    public record Status(Service service, Optional<ServiceRecord> running, boolean healthy) {}

    /** Returns the current state. Starts and changes nothing. */
    public List<Status> status() {
        return java.util.Arrays.stream(Service.values())
                .map(service -> {
                    var running = records.running(service);
                    return new Status(
                            service, running, running.map(plans::responds).orElse(false));
                })
                .toList();
    }

    /**
     * Waits until the services answer. Starts, changes and ends nothing.
     *
     * @param limit for all services together
     * @throws CommandFailure exit 75, stating which service does not run or does not answer, and what to do
     */
    public void awaitAnswer(Collection<Service> required, Duration limit) {
        long start = System.nanoTime();
        boolean said = false;
        for (var service : required) {
            var found = records.running(service).orElseThrow(() -> notRunning(service));
            while (!plans.answers(found)) {
                if (!found.identity().running()) {
                    throw notRunning(service);
                }
                var waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(limit) > 0) {
                    throw silent(found, limit);
                }
                if (!said && waited.compareTo(QUIET_LIMIT) > 0) {
                    said = true;
                    statusOutput.info("Waiting for " + described(found) + ".");
                }
                pause(200);
            }
        }
    }

    private static CommandFailure notRunning(Service service) {
        return CommandFailure.temporary("The " + service.label()
                + " is not running, and this command does not start it. To start it: longtake up");
    }

    private static CommandFailure silent(ServiceRecord found, Duration waited) {
        return CommandFailure.temporary("No answer from " + described(found) + " for " + waited.toSeconds()
                + " s. Nothing was stopped or restarted, and no work is lost. "
                + (found.identity().paused()
                        ? "Resume it with: kill -CONT " + found.identity().pid()
                        : "Restart it with: longtake up"));
    }

    private static String described(ServiceRecord found) {
        return "the " + found.service().label() + " (process "
                + found.identity().pid() + (found.identity().paused() ? ", paused by a signal)" : ", running)");
    }

    /** Returns those of the services that run and were paused by a signal. Cheap. */
    public List<ServiceRecord> paused(Collection<Service> required) {
        return required.stream()
                .flatMap(service -> records.running(service).stream())
                .filter(found -> found.identity().paused())
                .toList();
    }

    /** Returns the record of a service whose process runs. */
    public Optional<ServiceRecord> running(Service service) {
        return records.running(service);
    }

    /** Returns the record of a process of this home that ended without removing it. */
    public Optional<ServiceRecord> lastRecord(Service service) {
        return records.read(service)
                .filter(found -> home.toString().equals(found.home()))
                .filter(found -> !found.identity().running());
    }

    /** Returns the port that a stopped service would use if another program has taken it; else an empty string. */
    public String portsTaken(Service service) {
        return records.running(service).isPresent() ? "" : new PortAssignments(home).taken(service.label());
    }

    /** Returns those of the services that have no running process. Cheap: reads PID files and sends no request. */
    public Set<Service> stopped(Collection<Service> required) {
        return required.stream()
                .filter(service -> records.running(service).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    /** Returns those of the services that run but have not reported their liveness for too long. Equally cheap. */
    public Set<Service> unresponsive(Collection<Service> required) {
        return required.stream()
                .filter(service ->
                        records.running(service).filter(plans::isUnresponsive).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
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
        bound();
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
        return (found.service() == Service.SERVER || found.build().equals(Version.build()))
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
                if (answersWithin(found.get(), replace ? SILENCE_LIMIT : SLOW_LIMIT)) {
                    continue;
                }
                if (!replace && found.get().identity().running()) {
                    throw silent(found.get(), SLOW_LIMIT);
                }
            }
            found.ifPresent(old -> replace(old));
            start(service);
            started.add(service);
        }
        awaitReady(required, Set.copyOf(started));
        return started;
    }

    /**
     * Waits for a running process to answer. It may have been started by a command that was killed just then, or the
     * machine is busy. Ending a slow server would make this worse.
     */
    private boolean answersWithin(ServiceRecord found, Duration limit) {
        long start = System.nanoTime();
        boolean said = false;
        while (found.identity().running()) {
            if (plans.healthy(found)) {
                return true;
            }
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit) > 0) {
                return false;
            }
            if (!said && waited.compareTo(QUIET_LIMIT) > 0) {
                said = true;
                statusOutput.info("Waiting for " + described(found) + ", up to " + limit.toSeconds() + " s.");
            }
            pause(200);
        }
        return false;
    }

    private void replace(ServiceRecord old) {
        if (!fits(old)) {
            reportReplaced(old);
        } else {
            statusOutput.info("The " + old.service().label() + " does not answer. Restarting it.");
        }
        stop(List.of(old.identity()));
    }

    /**
     * Reports the replacement of a process of another build or configuration. Visible by default only if work is
     * interrupted.
     */
    private void reportReplaced(ServiceRecord old) {
        var why = "Restarting the " + old.service().label() + ": it was started by "
                + (old.build().equals(Version.build()) ? "a command with other settings" : "another build of Longtake")
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
        stop(Detached.matching(arguments -> plans.recognises(service, arguments)));
        var logFile = logFile(service);
        try {
            var identity = Detached.start(launch, logFile.path(), home.root());
            records.write(new ServiceRecord(
                    service,
                    identity,
                    launch.address(),
                    launch.uiAddress(),
                    home.toString(),
                    Version.build(),
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
                        Version.build(),
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
                            old -> stop(List.of(old.identity())),
                            this::logFile)
                    .await(required, started);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Stops the processes that this home started and no others: the worker first, the server last.
     *
     * @return the services that were running
     */
    public List<ServiceRecord> stopAll() {
        try (var lock = HomeLock.acquire(home, () -> statusOutput.info("Waiting for another command in this home."))) {
            log.debug("holding {}", lock);
            var stopped = new ArrayList<ServiceRecord>();
            for (var service : List.of(Service.WORKER, Service.STUDIO, Service.SERVER)) {
                records.running(service).ifPresent(stopped::add);
                var identities = new ArrayList<>(Detached.matching(arguments -> plans.recognises(service, arguments)));
                records.running(service).map(ServiceRecord::identity).ifPresent(identities::add);
                stop(identities.stream().distinct().toList());
                records.remove(service);
            }
            return stopped;
        }
    }

    /**
     * Ends the processes that were started before the home was moved to its present path.
     *
     * @param place the home's path at that time
     */
    public void stopServicesOf(String place) {
        try (var lock = HomeLock.acquire(home, () -> statusOutput.info("Waiting for another command in this home."))) {
            log.debug("holding {}", lock);
            for (var service : List.of(Service.WORKER, Service.STUDIO, Service.SERVER)) {
                stop(records
                        .read(service)
                        .filter(found -> place.equals(found.home()))
                        .map(ServiceRecord::identity)
                        .filter(ProcessIdentity::running)
                        .stream()
                        .toList());
                records.remove(service);
            }
        }
    }

    private static void stop(List<ProcessIdentity> identities) {
        identities.forEach(identity -> identity.signal(false));
        long start = System.nanoTime();
        while (identities.stream().anyMatch(ProcessIdentity::running)) {
            // A paused process handles no signal until it is resumed, and a pause takes effect shortly after its
            // signal.
            identities.stream().filter(ProcessIdentity::paused).forEach(ProcessIdentity::resume);
            if (Duration.ofNanos(System.nanoTime() - start).compareTo(STOP_LIMIT) > 0) {
                identities.forEach(identity -> identity.signal(true));
            }
            pause(25);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CommandFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", e);
    }

    public LogFile logFile(Service service) {
        return new LogFile(home.logFolder().resolve(service.label() + ".log"));
    }

    /** Keeps every log within its size limit. */
    public void bound() {
        for (var service : Service.values()) {
            logFile(service).bound();
        }
    }
}
