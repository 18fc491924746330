package io.longtake.load.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Starts jobs, a limited number at a time, and records how long each took. */
public final class JobRun {
    private final List<String> names;
    private final Semaphore free;
    private final CountDownLatch running;
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    /** @param atOnce maximum number of jobs that have started and not ended */
    public JobRun(List<String> names, int atOnce) {
        this.names = List.copyOf(names);
        this.free = new Semaphore(atOnce);
        this.running = new CountDownLatch(names.size());
    }

    /** Starts one job. May run it to its end. */
    @FunctionalInterface
    public interface Starter {
        void start(String name) throws Exception;
    }

    /**
     * Starts all jobs and waits for their ends.
     *
     * @param spacing minimum time between two starts
     * @param threads number of starts at the same time
     * @return whether all jobs ended within the limit
     */
    public boolean run(Duration spacing, int threads, Starter starter, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long next = System.nanoTime();
            for (String name : names) {
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                if (!free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                next = Math.max(System.nanoTime(), next + spacing.toNanos());
                pool.execute(() -> start(name, starter));
            }
            return running.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            pool.shutdownNow();
        }
    }

    private void start(String name, Starter starter) {
        started.put(name, System.nanoTime());
        try {
            starter.start(name);
        } catch (Exception e) {
            failed(name, String.valueOf(e));
        }
    }

    /** Records the end of a job; later ends of the same job are ignored. */
    public void ended(String name) {
        if (started.containsKey(name) && ended.putIfAbsent(name, System.nanoTime()) == null) {
            free.release();
            running.countDown();
        }
    }

    public void failed(String name, String why) {
        failed.put(name, why);
        ended(name);
    }

    /**
     * The times of a run, in seconds.
     *
     * @param elapsed from the first start to the last end
     * @param jobs the jobs that ended without a failure
     * @param open jobs that did not end
     */
    public record Times(double elapsed, Map<String, Double> jobs, Map<String, String> failed, List<String> open) {}

    public Times times() {
        long first = started.values().stream().mapToLong(Long::longValue).min().orElse(0);
        long last = ended.values().stream().mapToLong(Long::longValue).max().orElse(first);
        Map<String, Double> good = seconds(ended);
        good.keySet().removeAll(failed.keySet());
        return new Times(
                (last - first) / 1e9,
                good,
                new TreeMap<>(failed),
                names.stream().filter(name -> !ended.containsKey(name)).toList());
    }

    private Map<String, Double> seconds(Map<String, Long> moments) {
        Map<String, Double> seconds = new TreeMap<>();
        moments.forEach((name, moment) ->
                Optional.ofNullable(started.get(name)).ifPresent(start -> seconds.put(name, (moment - start) / 1e9)));
        return seconds;
    }
}
