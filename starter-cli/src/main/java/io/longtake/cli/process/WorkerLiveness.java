package io.longtake.cli.process;

import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Worker liveness: touches the ready file every few seconds. A worker that stops doing so is ended and replaced. */
public final class WorkerLiveness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerLiveness.class);

    private final ReadyFile file;
    private final long pid = ProcessHandle.current().pid();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "worker-pulse");
        thread.setDaemon(true);
        return thread;
    });

    private WorkerLiveness(ReadyFile file) {
        this.file = file;
    }

    /**
     * Reports that the worker accepts work, and keeps the ready file up to date from now on.
     *
     * @throws CommandFailure if the home can't be written
     */
    public static WorkerLiveness start(ReadyFile file) {
        var liveness = new WorkerLiveness(file);
        try {
            file.announce(liveness.pid);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "HomeUnusable", "The worker can't write its ready file: " + e.getMessage() + ".", e);
        }
        long every = ReadyFile.TOUCH_INTERVAL.toMillis();
        var ticks = liveness.ticker.scheduleWithFixedDelay(liveness::beat, every, every, TimeUnit.MILLISECONDS);
        log.debug("reporting liveness every {} ms: {}", every, ticks);
        return liveness;
    }

    private void beat() {
        // Deadlocked threads do not recover. This thread is not one of them and would report the worker as live
        // forever.
        if (ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null) {
            log.error("threads of this worker are deadlocked; it no longer reports liveness");
            return;
        }
        try {
            file.touch(pid, Instant.now());
        } catch (IOException e) {
            log.warn("can't report the liveness of this worker", e);
        }
    }

    /** Reports that the worker no longer accepts work. */
    @Override
    public void close() {
        ticker.shutdownNow();
        try {
            if (!ticker.awaitTermination(1, TimeUnit.SECONDS)) {
                log.warn("the liveness thread has not stopped yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (file.isOf(pid)) {
            file.remove();
        }
    }
}
