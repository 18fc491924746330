package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/**
 * Releases the lock of an activity that is cancelled while it is in the server's queue (temporal-test-server 1.38,
 * {@code processRequestCancelActivityTask}). The server takes a lock when it enqueues the activity, for the first or
 * for another attempt, and releases it when a worker reports, which no worker does in this case. A worker's poll then
 * finds a task that no longer exists and gets an empty response before its deadline: one such response for each lock.
 */
final class OutdatedActivities implements ClientInterceptor {
    /** A poll that finds nothing is answered at its deadline. */
    private static final Duration POLL =
            WorkflowServiceStubsOptions.DEFAULT_SERVER_LONG_POLL_RPC_TIMEOUT.minusMillis(500);

    private volatile boolean watching = true;

    /** A server that is shut down also answers its polls early. */
    void stop() {
        watching = false;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return method.equals(WorkflowServiceGrpc.getPollActivityTaskQueueMethod()) ? new Poll<>(call, next) : call;
    }

    private final class Poll<Q, A> extends InspectedCall<Q, A> {
        private final Channel server;
        private final long begun = System.nanoTime();

        Poll(ClientCall<Q, A> call, Channel server) {
            super(call);
            this.server = server;
        }

        @Override
        protected A heard(A answer) {
            boolean nothing =
                    ((PollActivityTaskQueueResponse) answer).getTaskToken().isEmpty();
            if (watching && nothing && System.nanoTime() - begun < POLL.toNanos()) {
                TestServerLocks.giveBack(server);
            }
            return answer;
        }
    }
}
