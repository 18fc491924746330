package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.terminal.StatusOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the running services of one home whether they answer, and waits for slow ones. Starts, changes and ends nothing. */
public final class ServiceHealth {
    /** Time after which a wait is reported to the user. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(3);

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final StatusOutput statusOutput;

    ServiceHealth(HomeFolder home, ServiceRecords records, ServicePlans plans, StatusOutput statusOutput) {
        this.home = home;
        this.records = records;
        this.plans = plans;
        this.statusOutput = statusOutput;
    }

    /** @param healthy whether the service responds now */
    public record Status(Service service, Optional<ServiceRecord> running, boolean healthy) {}

    /** Returns the current state. */
    public List<Status> status() {
        return Arrays.stream(Service.values())
                .map(service -> {
                    var running = records.running(service);
                    return new Status(
                            service, running, running.map(plans::responds).orElse(false));
                })
                .toList();
    }

    /**
     * Waits until the services answer.
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

    /**
     * Waits for a running process to answer. It may have been started by a command that was killed just then, or the
     * machine is busy. Ending a slow server would make this worse.
     */
    boolean answersWithin(ServiceRecord found, Duration limit) {
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

    private static CommandFailure notRunning(Service service) {
        return CommandFailure.temporary("The " + service.label()
                + " is not running, and this command does not start it. To start it: longtake up");
    }

    /** A service that has not answered for the given time. */
    static CommandFailure silent(ServiceRecord found, Duration waited) {
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

    /**
     * Returns those of the services that run but have not reported their liveness for too long. Cheap: reads files and sends no
     * request.
     */
    public Set<Service> unresponsive(Collection<Service> required) {
        return required.stream()
                .filter(service ->
                        records.running(service).filter(plans::isUnresponsive).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
    }

    /** Returns the port that a stopped service would use if another program has taken it; else an empty string. */
    public String portsTaken(Service service) {
        return records.running(service).isPresent() ? "" : new PortAssignments(home).taken(service.label());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted(e);
        }
    }
}
