package io.longtake.cli.client;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
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
 * Calls to the Temporal server with an end: without a worker an update would wait for ever. While a call waits, the
 * background processes are looked after; a call that was lost with a dying process is made again, which is safe because
 * every request carries its own id.
 */
public final class ServerCalls implements AutoCloseable {
    /** The type of the failure of a call that nobody answered. */
    public static final String NO_ANSWER = "NoAnswer";

    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final ExecutorService calls = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "temporal-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable lookAfter;

    /** @param lookAfter sees to it that the processes run; called every two seconds while a call waits */
    public ServerCalls(Runnable lookAfter) {
        this.lookAfter = lookAfter;
    }

    /**
     * Makes the call, again if need be.
     *
     * @param what what was asked, for the sentence when there is no answer
     * @throws CommandFailure exit 75, when {@code limit} has passed
     * @throws RuntimeException what the call threw, where another try would not help
     */
    public <T> T call(String what, Duration limit, Callable<T> call) {
        long start = System.nanoTime();
        Future<T> running = calls.submit(call);
        while (true) {
            try {
                return running.get(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                giveUpAfter(start, limit, what, running);
                lookAfter.run();
            } catch (ExecutionException e) {
                var cause = e.getCause() == null ? e : e.getCause();
                if (!isWorthAnotherCall(cause)) {
                    throw unchecked(cause);
                }
                giveUpAfter(start, limit, what, running);
                lookAfter.run();
                pause();
                running = calls.submit(call);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", e);
            }
        }
    }

    private static void giveUpAfter(long start, Duration limit, String what, Future<?> running) {
        if (Duration.ofNanos(System.nanoTime() - start).compareTo(limit) > 0) {
            running.cancel(true);
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    NO_ANSWER,
                    "No answer for " + limit.toSeconds() + " s: " + what
                            + ". Nothing is lost. Look with `longtake doctor`, then give the same command again.");
        }
    }

    /** A failure in our own words is an answer, unless it says that the server is being started. */
    private static boolean isWorthAnotherCall(Throwable cause) {
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
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", e);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
