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
 * Skips time, and sees when it stands still for good. The server in memory loses locks in ways that {@link OutlivedParents} and
 * {@link OutdatedActivities} mend; should it know another one, this says so and gives a lock back. Time that stands still passes
 * like that of the wall, so what is tried again every few seconds goes on, and answers alone tell nothing: a lock is lost where in
 * half a minute no time was skipped and the workers had next to nothing to do.
 */
final class StandingTime implements ClientInterceptor {
    private static final Duration WATCHED = Duration.ofSeconds(30);
    /** Workers that are busy give hundreds. */
    private static final int FEW_ANSWERS = 100;
    /** More than the sessions of a stage can lose. */
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
                CompletableFuture.runAsync(() -> environment.sleep(time), CompletedMeanwhile.ELSEWHERE);
        Watch watch = new Watch(environment);
        for (int given = 0; given < LOCKS_AT_MOST; ) {
            try {
                slept.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (watch.goesOn()) {
                    watch = new Watch(environment);
                } else if (watch.isOver()) {
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
        throw new AssertionError("time stands still, though " + LOCKS_AT_MOST + " locks were given back");
    }

    /** What happens from now on. */
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

        boolean isOver() {
            return elapsed().compareTo(WATCHED) > 0;
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
