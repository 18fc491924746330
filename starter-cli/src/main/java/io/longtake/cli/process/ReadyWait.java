package io.longtake.cli.process;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.StatusOutput;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Waits until all services of a set answer. Each check covers all of them: a service that answered may die while
 * another one starts. It is then restarted, together with the services that depend on its address.
 */
final class ReadyWait {
    /** A JVM and a server need a few seconds on two busy cores. If it takes minutes, the machine has a problem. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /**
     * A running process that has not answered for this long is restarted: a start can hang on a port that was chosen by
     * the process and taken by another one meanwhile.
     */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(40);

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int START_ATTEMPTS = 3;

    /** The state of one service during the wait. */
    private static final class Watch {
        /** Starts since the last answer; a process that was found running counts as 0. */
        private int starts;

        private boolean answered;
        private boolean ready;
        private boolean pauseReported;
        private long since = System.nanoTime();

        boolean isStuck() {
            return Duration.ofNanos(System.nanoTime() - since).compareTo(STUCK_AFTER) > 0;
        }
    }

    private final Function<Service, Optional<ServiceRecord>> running;
    private final Predicate<ServiceRecord> fits;
    private final ServicePlans plans;
    private final StatusOutput statusOutput;
    private final Consumer<Service> starter;
    private final Consumer<ServiceRecord> stopper;
    private final Function<Service, LogFile> logs;
    private final Map<Service, Watch> watched = new EnumMap<>(Service.class);

    /**
     * @param fits whether a running process has the required build and configuration
     * @param stopper ends a process and returns when it is gone
     */
    ReadyWait(
            Function<Service, Optional<ServiceRecord>> running,
            Predicate<ServiceRecord> fits,
            ServicePlans plans,
            StatusOutput statusOutput,
            Consumer<Service> starter,
            Consumer<ServiceRecord> stopper,
            Function<Service, LogFile> logs) {
        this.running = running;
        this.fits = fits;
        this.plans = plans;
        this.statusOutput = statusOutput;
        this.starter = starter;
        this.stopper = stopper;
        this.logs = logs;
    }

    /**
     * @param required services that run or were just started
     * @param started those of them that were just started
     * @throws CommandFailure naming the log of a service that does not start; exit 75, unless the log names a lasting
     *     cause
     */
    void await(Set<Service> required, Set<Service> started) throws InterruptedException {
        long start = System.nanoTime();
        var nextLine = LINE_INTERVAL;
        required.forEach(service -> watched.put(service, new Watch()));
        started.forEach(service -> watch(service).starts = 1);
        while (!allReady(required)) {
            var waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(LIMIT) > 0) {
                throw overdue(missing(required).iterator().next());
            }
            if (waited.compareTo(nextLine) > 0) {
                statusOutput.info("Still waiting for " + labels(missing(required)) + ", " + waited.toSeconds() + " s.");
                nextLine = nextLine.plus(LINE_INTERVAL);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean allReady(Set<Service> required) {
        for (var service : required) {
            check(service, watch(service));
        }
        return missing(required).isEmpty();
    }

    private Set<Service> missing(Set<Service> required) {
        return required.stream()
                .filter(service -> !watch(service).ready)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    private Watch watch(Service service) {
        return watched.computeIfAbsent(service, any -> new Watch());
    }

    private void check(Service service, Watch watch) {
        var found = running.apply(service);
        if (found.isEmpty()) {
            restart(service, watch);
        } else if (!fits.test(found.get())) {
            // It was started with outdated information, such as another port of the server.
            stopper.accept(found.get());
            begin(service, watch);
        } else if (!watch.ready) {
            checkRunning(found.get(), watch);
        }
    }

    private void checkRunning(ServiceRecord found, Watch watch) {
        if (plans.healthy(found)) {
            watch.ready = true;
            watch.answered = true;
            watch.starts = 0;
            return;
        }
        if (found.identity().paused()) {
            reportPaused(found, watch);
        } else if (watch.isStuck() && watch.starts > 0 && watch.starts < START_ATTEMPTS) {
            statusOutput.info("The " + found.service().label() + " hangs during its start. Restarting it.");
            stopper.accept(found);
            plans.forgetPort(found.service());
            begin(found.service(), watch);
        }
    }

    private void reportPaused(ServiceRecord found, Watch watch) {
        if (!watch.pauseReported) {
            watch.pauseReported = true;
            statusOutput.info("The " + found.service().label() + " (process "
                    + found.identity().pid() + ") was paused by a signal; waiting for it. Resume it with: kill -CONT "
                    + found.identity().pid());
        }
    }

    private void restart(Service service, Watch watch) {
        if (watch.starts >= START_ATTEMPTS) {
            throw ended(service);
        }
        if (watch.answered || watch.starts == 0) {
            statusOutput.info("The " + service.label() + " stopped unexpectedly. Restarting it.");
        } else {
            // The port may have been taken between the check and its use: the next start uses another port.
            plans.forgetPort(service);
        }
        begin(service, watch);
    }

    private void begin(Service service, Watch watch) {
        starter.accept(service);
        watch.ready = false;
        watch.pauseReported = false;
        watch.starts++;
        watch.since = System.nanoTime();
    }

    private CommandFailure overdue(Service service) {
        var paused = running.apply(service)
                .map(ServiceRecord::identity)
                .filter(ProcessIdentity::paused)
                .map(identity -> " It was paused by a signal. Resume it with: kill -CONT " + identity.pid());
        return failure(
                ExitCode.TEMPORARY,
                service,
                "did not answer within " + LIMIT.toSeconds() + " s",
                paused.orElseGet(
                        () -> " " + StartFailure.told(logs.apply(service).tail(8))));
    }

    private CommandFailure ended(Service service) {
        var tail = logs.apply(service).tail(8);
        return failure(
                StartFailure.isLasting(tail) ? ExitCode.FAILED : ExitCode.TEMPORARY,
                service,
                "exited " + START_ATTEMPTS + " times right after its start",
                " " + StartFailure.told(tail));
    }

    private CommandFailure failure(ExitCode exit, Service service, String what, String why) {
        return new CommandFailure(
                exit,
                "StartFailed",
                "The " + service.label() + " " + what + ". Its log is "
                        + logs.apply(service).path() + "." + why);
    }

    private static String labels(Collection<Service> services) {
        return services.stream().map(service -> "the " + service.label()).collect(Collectors.joining(", "));
    }
}
