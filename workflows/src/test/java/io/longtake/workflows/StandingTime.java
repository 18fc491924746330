package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Skips time, and sees when it stands still for good: about once in two thousand simulated sessions the server in memory
 * loses one more of its locks than {@link ForgottenLocks} knows of, and from then on waits for nothing. Where no worker has
 * answered for half a minute nobody holds a lock by right, and one is given back.
 */
final class StandingTime implements ClientInterceptor {
    private static final Duration NOTHING_FOR = Duration.ofSeconds(30);
    /** More than the sessions of a stage can lose. */
    private static final int LOCKS_AT_MOST = 20;

    private volatile long lastAnswer = System.nanoTime();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        String name = String.valueOf(method.getBareMethodName());
        if (!name.startsWith("Poll") && !name.startsWith("Get")) {
            lastAnswer = System.nanoTime();
        }
        return next.newCall(method, options);
    }

    void skip(TestWorkflowEnvironment environment, Duration time) {
        lastAnswer = System.nanoTime();
        CompletableFuture<Void> slept =
                CompletableFuture.runAsync(() -> environment.sleep(time), CompletedMeanwhile.ELSEWHERE);
        for (int given = 0; given < LOCKS_AT_MOST; ) {
            try {
                slept.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - lastAnswer > NOTHING_FOR.toNanos()) {
                    Object ignored = TestServiceGrpc.newBlockingStub(
                                    environment.getWorkflowServiceStubs().getRawChannel())
                            .unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
                    given++;
                    lastAnswer = System.nanoTime();
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
}
