package io.longtake.activities.heartbeat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives up a heartbeat that the server does not answer within 3 s. With the SDK's limit of 10 s, a single lost heartbeat ends an
 * activity: it was due 10 s after the one before it, fails after 20 s, and by then the heartbeat timeout of 20 s has passed. With 3 s,
 * the SDK sends it again after 14 s and after 18 s.
 */
public final class HeartbeatDeadline implements ClientInterceptor {
    static final Duration LIMIT = Duration.ofSeconds(3);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(
                method,
                method.getFullMethodName()
                                .equals(WorkflowServiceGrpc.getRecordActivityTaskHeartbeatMethod()
                                        .getFullMethodName())
                        ? options.withDeadline(earlier(options))
                        : options);
    }

    private static Deadline earlier(CallOptions options) {
        Deadline limit = Deadline.after(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Deadline given = options.getDeadline();
        return given == null ? limit : given.minimum(limit);
    }
}
