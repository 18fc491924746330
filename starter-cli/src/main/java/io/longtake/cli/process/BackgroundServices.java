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

/** The background processes of one home: brings them up, finds what died, takes them down. */
public final class BackgroundServices {
    private static final Logger log = LoggerFactory.getLogger(BackgroundServices.class);
    /** A stopping worker tells the server that it goes; a server writes its database out. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /** How long a worker may be silent before it is ended and started again; of the others, when {@code up} asks. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    /** How long a command waits for a server or a studio that runs and does not answer: it is slow, or somebody paused it. */
    private static final Duration SLOW_LIMIT = Duration.ofSeconds(60);

    /** After this long a wait is worth a line. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(3);

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final StatusOutput talk;

    public BackgroundServices(HomeFolder home, ServicePlans plans, StatusOutput talk) {
        this.home = home;
        this.records = new ServiceRecords(home);
        this.plans = plans;
        this.talk = talk;
    }

    /**
     * @param healthy whether it answers as what it claims to be, asked now
     */
    public record Status(Service service, Optional<ServiceRecord> running, boolean healthy) {}

    /** What is there right now; starts and changes nothing. */
    public List<Status> status() {
        return java.util.Arrays.stream(Service.values())
                .map(service -> {
                    var running = records.running(service);
                    return new Status(
                            service, running, running.map(plans::answers).orElse(false));
                })
                .toList();
    }

    /**
     * Waits until the services answer; starts, changes and ends nothing.
     *
     * @param limit for all of them together
     * @throws CommandFailure exit 75, saying which one does not run or does not answer, and what helps
     */
    public void awaitAnswer(Collection<Service> wanted, Duration limit) {
        long start = System.nanoTime();
        boolean said = false;
        for (var service : wanted) {
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
                    talk.say("Waiting for " + described(found) + ".");
                }
                pause(200);
            }
        }
    }

    private static CommandFailure notRunning(Service service) {
        return CommandFailure.temporary(
                "The " + service.label() + " is not running, and this command does not start it. Run: longtake up");
    }

    private static CommandFailure silent(ServiceRecord found, Duration waited) {
        return CommandFailure.temporary("No answer for " + waited.toSeconds() + " s from " + described(found)
                + ". Nothing was ended or restarted, and no work is lost. "
                + (found.identity().paused()
                        ? "Resume it with: kill -CONT " + found.identity().pid()
                        : "Replace it with: longtake up"));
    }

    private static String described(ServiceRecord found) {
        return "the " + found.service().label() + " (process "
                + found.identity().pid() + (found.identity().paused() ? ", paused by a signal)" : ", which runs)");
    }

    /** Of those wanted, the ones that run and were paused by a signal. Cheap. */
    public List<ServiceRecord> paused(Collection<Service> wanted) {
        return wanted.stream()
                .flatMap(service -> records.running(service).stream())
                .filter(found -> found.identity().paused())
                .toList();
    }

    /** The record of a service whose process runs. */
    public Optional<ServiceRecord> running(Service service) {
        return records.running(service);
    }

    /** What is left of a process of this home that ended without taking its record away. */
    public Optional<ServiceRecord> lastRecord(Service service) {
        return records.read(service)
                .filter(found -> home.toString().equals(found.home()))
                .filter(found -> !found.identity().running());
    }

    /** The port that a service which does not run would take, where another program has it; else empty. */
    public String portsTaken(Service service) {
        return records.running(service).isPresent() ? "" : new PortAssignments(home).taken(service.label());
    }

    /** Of those wanted, the ones that have no running process. Cheap: reads pid files, asks nobody. */
    public Set<Service> dead(Collection<Service> wanted) {
        return wanted.stream()
                .filter(service -> records.running(service).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    /** Of those wanted, the ones that run but have not shown for long that they are well. As cheap. */
    public Set<Service> hanging(Collection<Service> wanted) {
        return wanted.stream()
                .filter(service -> records.running(service).filter(plans::hangs).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    /**
     * Sees to it that the wanted services run and answer. Of two commands that ask at the same moment one starts them,
     * the other waits and finds them. A server or a studio that runs and does not answer is waited for, and left alone.
     *
     * @return what had to be started
     * @throws CommandFailure naming the log, when one does not come up; exit 75, when one that runs does not answer
     */
    public Set<Service> ensure(Set<Service> wanted) {
        return ensure(wanted, this::isReplaceable);
    }

    /** The same, and what runs without an answer is replaced: somebody asked for it. */
    public Set<Service> ensureAfresh(Set<Service> wanted) {
        return ensure(wanted, silent -> true);
    }

    private Set<Service> ensure(Set<Service> wanted, Predicate<ServiceRecord> replaceable) {
        bound();
        if (allFit(wanted)) {
            return Set.of();
        }
        try (var lock =
                HomeLock.acquire(home, () -> talk.say("Another command is starting the background processes."))) {
            log.debug("holding {}", lock);
            return bringUp(wanted, replaceable);
        }
    }

    /** A worker shows that it is well; one that has not for that long does no work, and another goes on with it. */
    private boolean isReplaceable(ServiceRecord silent) {
        return silent.service() == Service.WORKER;
    }

    private boolean allFit(Set<Service> wanted) {
        return wanted.stream().allMatch(service -> records.running(service)
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

    private Set<Service> bringUp(Set<Service> wanted, Predicate<ServiceRecord> replaceable) {
        var started = EnumSet.noneOf(Service.class);
        for (var service : Service.values()) {
            if (!wanted.contains(service)) {
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
        awaitReady(wanted, Set.copyOf(started));
        return started;
    }

    /**
     * Gives a running process time to answer: it may just have been started by a command that was killed, or the machine
     * is busy. Ending a server that is only slow would make things worse.
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
                talk.say("Waiting for " + described(found) + ", up to " + limit.toSeconds() + " s.");
            }
            pause(200);
        }
        return false;
    }

    private void replace(ServiceRecord old) {
        if (!fits(old)) {
            tellReplaced(old);
        } else {
            talk.say("The " + old.service().label() + " does not answer: restarting it.");
        }
        stop(List.of(old.identity()));
    }

    /** Another build, or another set-up: worth a word where it interrupts work. */
    private void tellReplaced(ServiceRecord old) {
        var why = "Restarting the " + old.service().label() + ": it was started by "
                + (old.build().equals(Version.build()) ? "a command with another set-up" : "another build of Longtake")
                + ".";
        var busy = atWork();
        if (busy.isEmpty()) {
            talk.detail(why);
        } else {
            talk.say(why + " " + String.join(", ", busy) + (busy.size() == 1 ? " is" : " are")
                    + " at work and will be resumed; nothing is sent twice.");
        }
    }

    /** The sessions that have something to do, as far as the worker has written down. */
    private List<String> atWork() {
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
        // A command killed between starting a process and writing its record leaves a process without one; two servers
        // on one database must never be.
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
            talk.detail("Started the " + service.label() + ", process " + identity.pid() + ".");
        } catch (IOException e) {
            throw CommandFailure.of(
                    "StartFailed", "The " + service.label() + " can't be started: " + e.getMessage() + ".", e);
        }
    }

    /**
     * For a service that somebody else started in the foreground, a service manager or a container: the commands of this
     * home then find it, and start no second one.
     */
    public void adoptThisProcess(Service service, String address) {
        if (System.getProperty("longtake.service") != null) {
            // Ours: whoever started it writes the record.
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

    private void awaitReady(Set<Service> wanted, Set<Service> started) {
        try {
            new ReadyWait(
                            records::running,
                            this::fits,
                            plans,
                            talk,
                            this::start,
                            old -> stop(List.of(old.identity())),
                            this::logFile)
                    .await(wanted, started);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Stops what this home started, and nothing else: the worker first, the server last.
     *
     * @return what was running
     */
    public List<ServiceRecord> stopAll() {
        try (var lock = HomeLock.acquire(home, () -> talk.say("Waiting for another command of this home."))) {
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
     * Ends what was started in the place that a home was moved away from, while it ran.
     *
     * @param place the home's path then
     */
    public void stopThoseOf(String place) {
        try (var lock = HomeLock.acquire(home, () -> talk.say("Waiting for another command of this home."))) {
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
            // A paused process notices nothing until it goes on, and a pause takes effect some moments after its
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

    /** Keeps every log within its bound. */
    public void bound() {
        for (var service : Service.values()) {
            logFile(service).bound();
        }
    }
}
