package io.longtake.cli.client;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.TemporaryFailures;
import io.longtake.cli.temporal.ServerUnavailableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls to the Temporal server with a time limit: without a worker an update would wait forever. While a call waits, the
 * background processes are monitored; a call that was lost with a process is repeated, which is safe because every request
 * carries its own id.
 */
public final class ServerCalls implements AutoCloseable {
    /** The failure type of a call that got no answer. */
    public static final String NO_ANSWER = "NoAnswer";

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final ExecutorService calls = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "temporal-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable ensureRunning;

    /** @param ensureRunning keeps the processes running; called every two seconds while a call waits */
    public ServerCalls(Runnable ensureRunning) {
        this.ensureRunning = ensureRunning;
    }

    /**
     * Makes the call, and repeats it if necessary.
     *
     * @param what describes the call, for the message when there is no answer
     * @throws CommandFailure exit 75, when {@code limit} has passed
     * @throws RuntimeException the failure of the call, when a retry would not help
     */
    public <T> T call(String what, Duration limit, Callable<T> call) {
        long start = System.nanoTime();
        Future<T> running = calls.submit(call);
        while (true) {
            try {
                return running.get(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throwAfterTimeout(start, limit, what, running);
                ensureRunning.run();
            } catch (ExecutionException e) {
                var cause = e.getCause() == null ? e : e.getCause();
                if (!isRetryable(cause)) {
                    throw unchecked(cause);
                }
                throwAfterTimeout(start, limit, what, running);
                ensureRunning.run();
                pause();
                running = calls.submit(call);
            } catch (InterruptedException e) {
                throw CommandFailure.interrupted(e);
            }
        }
    }

    private static void throwAfterTimeout(long start, Duration limit, String what, Future<?> running) {
        if (Duration.ofNanos(System.nanoTime() - start).compareTo(limit) > 0) {
            running.cancel(true);
            throw new NoAnswer(what, limit);
        }
    }

    /** A {@link CommandFailure} is an answer, unless it reports that the server is starting. */
    private static boolean isRetryable(Throwable cause) {
        return cause instanceof CommandFailure
                ? cause instanceof ServerUnavailableException
                : TemporaryFailures.is(cause);
    }

    private static RuntimeException unchecked(Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted(e);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
