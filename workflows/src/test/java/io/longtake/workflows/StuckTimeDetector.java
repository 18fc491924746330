package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Skips time and detects when it stops for good. The in-memory server leaks locks in ways that {@link OrphanedChildLocks}
 * and {@link OutdatedActivities} repair; if there is another leak, this class reports it and releases a lock. While
 * time is not skipped it passes in real time, so periodic retries continue, and responses alone prove nothing: a lock
 * has leaked if no time was skipped for half a minute and the workers were almost idle.
 */
final class StuckTimeDetector implements ClientInterceptor {
    private static final Duration WATCHED = Duration.ofSeconds(30);
    /** Busy workers send hundreds. */
    private static final int FEW_ANSWERS = 100;
    /** More than the sessions of a stage can leak. */
    private static final int LOCKS_AT_MOST = 20;

    private final AtomicLong answers = new AtomicLong();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        String name = String.valueOf(method.getBareMethodName());
        if (!name.startsWith("Poll") && !name.startsWith("Get")) {
            answers.incrementAndGet();
        }
        return next.newCall(method, options);
    }

    void skip(TestWorkflowEnvironment environment, Duration time) {
        CompletableFuture<Void> slept =
                CompletableFuture.runAsync(() -> environment.sleep(time), LateCancellations.ELSEWHERE);
        Watch watch = new Watch(environment);
        for (int given = 0; given < LOCKS_AT_MOST; ) {
            try {
                slept.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (watch.goesOn()) {
                    watch = new Watch(environment);
                } else if (watch.hasEnded()) {
                    System.out.println("time stood still for a cause that is not known; a lock was given back");
                    TestServerLocks.giveBack(
                            environment.getWorkflowServiceStubs().getRawChannel());
                    given++;
                    watch = new Watch(environment);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while time was skipped", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("time could not be skipped", e.getCause());
            }
        }
        throw new AssertionError("time stands still, although " + LOCKS_AT_MOST + " locks were released");
    }

    /** Observes the server from its creation on. */
    private final class Watch {
        private final TestWorkflowEnvironment environment;
        private final long began = System.nanoTime();
        private final long answersBefore = answers.get();
        private final long timeBefore;

        Watch(TestWorkflowEnvironment environment) {
            this.environment = environment;
            this.timeBefore = environment.currentTimeMillis();
        }

        boolean goesOn() {
            long skipped =
                    environment.currentTimeMillis() - timeBefore - elapsed().toMillis();
            return answers.get() - answersBefore > FEW_ANSWERS || skipped > WATCHED.toMillis();
        }

        boolean hasEnded() {
            return elapsed().compareTo(WATCHED) > 0;
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
