package io.longtake.cli.session;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.temporal.api.errordetails.v1.WorkflowNotReadyFailure;
import io.temporal.serviceclient.StatusUtils;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the Temporal server with an end: without a worker an update would wait for ever. While a call waits, the
 * background processes are looked after; a call that was lost with a dying process is made again, which is safe because
 * every request carries its own id.
 */
public final class Patience implements AutoCloseable {
    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final ExecutorService calls = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "temporal-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable lookAfter;

    /** @param lookAfter sees to it that the processes run; called every two seconds while a call waits */
    public Patience(Runnable lookAfter) {
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
                if (!isPassing(cause)) {
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
            throw CommandFailure.temporary("No answer for " + limit.toSeconds() + " s: " + what
                    + ". Nothing is lost. Look with `longtake doctor`, then give the same command again.");
        }
    }

    /** Whether the server or a worker went away in the middle, rather than saying no. */
    public static boolean isPassing(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException grpc) {
                var code = grpc.getStatus().getCode();
                return code == Status.Code.UNAVAILABLE
                        || code == Status.Code.DEADLINE_EXCEEDED
                        || code == Status.Code.CANCELLED
                        || code == Status.Code.ABORTED
                        || code == Status.Code.RESOURCE_EXHAUSTED
                        || (code == Status.Code.FAILED_PRECONDITION && isNotReady(grpc));
            }
            if (cause instanceof io.temporal.client.WorkflowUpdateTimeoutOrCancelledException
                    || cause instanceof ServerAway) {
                return true;
            }
        }
        return false;
    }

    /**
     * A session that can't be asked at this moment: its worker is being replaced, its next step is being tried again, or it
     * has only just begun. Not every server says so in a form of its own.
     */
    private static boolean isNotReady(StatusRuntimeException grpc) {
        var words = String.valueOf(grpc.getStatus().getDescription()).toLowerCase(Locale.ROOT);
        return StatusUtils.hasFailure(grpc, WorkflowNotReadyFailure.class)
                || words.contains("no poller")
                || words.contains("workflow task in failed state");
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
