package io.longtake.load.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work many times. */
public final class Parallel {
    private Parallel() {}

    @FunctionalInterface
    public interface Work {
        void run(int number) throws Exception;
    }

    /**
     * @return the seconds that all runs took together
     * @throws ExecutionException if a run failed
     */
    public static double run(int count, int threads, Work work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                runs.add(pool.submit(() -> {
                    work.run(number);
                    return number;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            pool.shutdownNow();
        }
    }
}
