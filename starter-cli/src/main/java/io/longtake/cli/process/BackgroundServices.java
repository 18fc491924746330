package io.longtake.cli.process;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Version;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.terminal.Talk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The background processes of one home: brings them up, finds what died, takes them down. */
public final class BackgroundServices {
    private static final Logger log = LoggerFactory.getLogger(BackgroundServices.class);
    /** A JVM and a server on two busy cores need a few seconds; minutes are a machine in trouble. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(150);

    /**
     * After this long without an answer a process that still runs is started again: a start can hang on a port of its own
     * choice that another process took meanwhile.
     */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(40);

    /** A stopping worker tells the server that it goes; a server writes its database out. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /** How long a process may be silent before it is ended and started again. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    private static final int START_ATTEMPTS = 3;

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final Talk talk;

    public BackgroundServices(HomeFolder home, ServicePlans plans, Talk talk) {
        this.home = home;
        this.records = new ServiceRecords(home);
        this.plans = plans;
        this.talk = talk;
    }

    /**
     * @param healthy whether it answers as what it claims to be, asked now
     */
    public record Status(Service service, Optional<ServiceRecord> running, boolean healthy) {}

    /** What is there right now; starts nothing. */
    public List<Status> status() {
        return java.util.Arrays.stream(Service.values())
                .map(service -> {
                    var running = records.running(service);
                    return new Status(
                            service, running, running.map(plans::healthy).orElse(false));
                })
                .toList();
    }

    /** The record of a service whose process runs. */
    public Optional<ServiceRecord> running(Service service) {
        return records.running(service);
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
     * the other waits and finds them.
     *
     * @return what had to be started
     * @throws CommandFailure naming the log, when one does not come up
     */
    public Set<Service> ensure(Set<Service> wanted) {
        bound();
        if (allFit(wanted)) {
            return Set.of();
        }
        try (var lock =
                HomeLock.acquire(home, () -> talk.say("Another command is starting the background processes."))) {
            log.debug("holding {}", lock);
            return bringUp(wanted);
        }
    }

    private boolean allFit(Set<Service> wanted) {
        return wanted.stream().allMatch(service -> records.running(service)
                .filter(this::fits)
                .filter(plans::healthy)
                .isPresent());
    }

    private boolean fits(ServiceRecord found) {
        return found.home().equals(home.toString())
                && (found.service() == Service.SERVER || found.build().equals(Version.build()))
                && plans.dependsOn(found.service())
                        .map(found.dependsOn()::equals)
                        .orElse(true);
    }

    private Set<Service> bringUp(Set<Service> wanted) {
        var started = EnumSet.noneOf(Service.class);
        var waiting = new EnumMap<Service, Integer>(Service.class);
        for (var service : Service.values()) {
            if (!wanted.contains(service)) {
                continue;
            }
            var found = records.running(service);
            if (found.isPresent() && fits(found.get()) && answersInTime(found.get())) {
                waiting.put(service, START_ATTEMPTS);
                continue;
            }
            found.ifPresent(old -> replace(old));
            start(service);
            started.add(service);
            waiting.put(service, 1);
        }
        awaitReady(waiting);
        return started;
    }

    /**
     * Gives a running process time to answer: it may just have been started by a command that was killed, or the machine
     * is busy. Ending a server that is only slow would make things worse.
     */
    private boolean answersInTime(ServiceRecord found) {
        long start = System.nanoTime();
        while (found.identity().running()) {
            if (plans.healthy(found)) {
                return true;
            }
            if (Duration.ofNanos(System.nanoTime() - start).compareTo(SILENCE_LIMIT) > 0) {
                return false;
            }
            pause(200);
        }
        return false;
    }

    private void replace(ServiceRecord old) {
        if (!old.home().equals(home.toString())) {
            talk.say("The home was moved: restarting the " + old.service().label() + ".");
        } else if (!fits(old)) {
            talk.detail("Restarting the " + old.service().label() + ": it runs an older build or set-up.");
        } else {
            talk.say("The " + old.service().label() + " does not answer: restarting it.");
        }
        stop(List.of(old.identity()));
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
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "StartFailed",
                    "The " + service.label() + " can't be started: " + e.getMessage() + ".",
                    e);
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

    private void awaitReady(Map<Service, Integer> waiting) {
        long start = System.nanoTime();
        var nextLine = Duration.ofSeconds(20);
        var since = new EnumMap<Service, Long>(Service.class);
        waiting.keySet().forEach(service -> since.put(service, start));
        while (!waiting.isEmpty()) {
            for (var service : new ArrayList<>(waiting.keySet())) {
                var found = records.running(service);
                if (found.isEmpty()) {
                    retry(service, waiting);
                    since.put(service, System.nanoTime());
                } else if (plans.healthy(found.get())) {
                    waiting.remove(service);
                } else if (isStuck(since.getOrDefault(service, start))
                        && waiting.getOrDefault(service, START_ATTEMPTS) < START_ATTEMPTS) {
                    talk.say("The " + service.label() + " hangs in its start: starting it again.");
                    stop(List.of(found.get().identity()));
                    retry(service, waiting);
                    since.put(service, System.nanoTime());
                }
            }
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (!waiting.isEmpty() && waited.compareTo(READY_LIMIT) > 0) {
                throw notReady(
                        waiting.keySet().iterator().next(), "does not answer after " + READY_LIMIT.toSeconds() + " s");
            }
            if (waited.compareTo(nextLine) > 0) {
                talk.say("Still waiting for " + labels(waiting.keySet()) + ", " + waited.toSeconds() + " s.");
                nextLine = nextLine.plusSeconds(20);
            }
            if (!waiting.isEmpty()) {
                pause(50);
            }
        }
    }

    private static boolean isStuck(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos).compareTo(STUCK_AFTER) > 0;
    }

    /** A port can be lost between being found free and being used: another start takes another port. */
    private void retry(Service service, Map<Service, Integer> waiting) {
        int attempts = waiting.getOrDefault(service, START_ATTEMPTS);
        if (attempts >= START_ATTEMPTS) {
            throw notReady(service, "ended right after its start");
        }
        plans.forgetPort(service);
        start(service);
        waiting.put(service, attempts + 1);
    }

    private CommandFailure notReady(Service service, String what) {
        var logFile = logFile(service);
        var tail = String.join("\n  ", logFile.tail(8));
        return new CommandFailure(
                ExitCode.FAILED,
                "StartFailed",
                "The " + service.label() + " " + what + ". Its log is " + logFile.path() + ", and ends:\n  " + tail);
    }

    private static String labels(Collection<Service> services) {
        return services.stream().map(service -> "the " + service.label()).collect(Collectors.joining(", "));
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

    private static void stop(List<ProcessIdentity> identities) {
        identities.forEach(identity -> identity.signal(false));
        long start = System.nanoTime();
        while (identities.stream().anyMatch(ProcessIdentity::running)) {
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
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", e);
        }
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
