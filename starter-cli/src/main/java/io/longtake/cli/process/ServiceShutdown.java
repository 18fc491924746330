package io.longtake.cli.process;

import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.terminal.StatusOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the background processes of one home. */
public final class ServiceShutdown {
    private static final Logger log = LoggerFactory.getLogger(ServiceShutdown.class);

    /** Time for an orderly stop: a worker deregisters from the server, and a server writes its database to disk. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final HomeFolder home;
    private final ServiceRecords records;
    private final ServicePlans plans;
    private final StatusOutput statusOutput;

    ServiceShutdown(HomeFolder home, ServiceRecords records, ServicePlans plans, StatusOutput statusOutput) {
        this.home = home;
        this.records = records;
        this.plans = plans;
        this.statusOutput = statusOutput;
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
                end(identities.stream().distinct().toList());
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
                end(records
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

    /** Ends processes, and returns when they are gone. */
    static void end(List<ProcessIdentity> identities) {
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
            throw CommandFailure.interrupted(e);
        }
    }
}
