package io.longtake.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Kills and pauses processes at planned times, and counts the blows that hit a running process. */
final class CrashInjector implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Function<CrashPlan.Victim, OptionalLong> process;
    private final Runnable afterBackend;
    private final List<Long> paused = new ArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Map<CrashPlan.Victim, Integer> hits = new EnumMap<>(CrashPlan.Victim.class);
    private int commandsKilled;
    private int kills;
    private int pauses;
    private boolean ended;

    /**
     * @param process the current process of a victim; empty if none runs
     * @param afterBackend called 1 s after a backend was killed; restarts one that the product does not restart
     */
    CrashInjector(Function<CrashPlan.Victim, OptionalLong> process, Runnable afterBackend) {
        this.process = process;
        this.afterBackend = afterBackend;
    }

    synchronized int kills() {
        return kills;
    }

    synchronized int pauses() {
        return pauses;
    }

    /** The number of kills and pauses that hit each victim. */
    synchronized Map<CrashPlan.Victim, Integer> hits() {
        return Map.copyOf(hits);
    }

    synchronized int commandsKilled() {
        return commandsKilled;
    }

    /** The errors that prevented a blow. */
    List<String> failures() {
        return failures;
    }

    /** Schedules the blows of one try of a command; blows after its end are skipped. */
    void begin(List<CrashPlan.Fault> faults, Process command) {
        for (CrashPlan.Fault fault : faults) {
            in(fault.after(), () -> inject(fault, command));
        }
    }

    private void in(Duration pause, Runnable action) {
        Object ignored = clock.schedule(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add("the test itself: " + e);
                    }
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void inject(CrashPlan.Fault fault, Process command) {
        if (ended || !command.isAlive()) {
            return;
        }
        OptionalLong victim = fault.victim() == CrashPlan.Victim.COMMAND
                ? OptionalLong.of(command.pid())
                : process.apply(fault.victim());
        if (victim.isEmpty()) {
            return;
        }
        long pid = victim.getAsLong();
        hits.merge(fault.victim(), 1, Integer::sum);
        if (fault.pause().isPresent()) {
            pause(pid, fault.pause().get());
        } else {
            kills++;
            commandsKilled += fault.victim() == CrashPlan.Victim.COMMAND ? 1 : 0;
            Product.kill(pid);
            if (fault.victim() == CrashPlan.Victim.BACKEND) {
                in(Duration.ofSeconds(1), afterBackend);
            }
        }
    }

    private void pause(long pid, Duration length) {
        pauses++;
        paused.add(pid);
        Product.signal("STOP", pid);
        in(length, () -> resume(pid));
    }

    private synchronized void resume(long pid) {
        if (paused.remove(pid) && Product.runs(pid)) {
            Product.signal("CONT", pid);
        }
    }

    /** Carries out no further blows, and resumes paused processes. */
    void stop() {
        List<Long> standing;
        synchronized (this) {
            ended = true;
            standing = List.copyOf(paused);
        }
        standing.forEach(this::resume);
    }

    @Override
    public void close() {
        stop();
        clock.shutdownNow();
    }
}
