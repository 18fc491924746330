package io.longtake.activities.view;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Watches a worker's calls to the server for workflow tasks of sessions. All changes of a session happen in such a task, and count
 * once the server has taken the task's completion: replays and tasks that come to nothing make no call of that kind.
 */
final class SessionTasks implements ClientInterceptor {
    private static final String TYPE = "EditSessionWorkflow";

    private final Listener listener;

    /** Called by the threads that make the calls. */
    interface Listener {
        /** The worker has been given a task, and has not begun it. */
        void taken(ByteString task, String workflowId);

        /** The server has answered to the task's completion, or failure. */
        void ended(ByteString task);
    }

    SessionTasks(Listener listener) {
        this.listener = listener;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return switch (String.valueOf(method.getBareMethodName())) {
            case "PollWorkflowTaskQueue", "RespondWorkflowTaskCompleted", "RespondWorkflowTaskFailed" ->
                new Watched<>(call);
            default -> call;
        };
    }

    private void answered(@Nullable Object answer) {
        if (answer instanceof PollWorkflowTaskQueueResponse task) {
            taken(task);
        } else if (answer instanceof RespondWorkflowTaskCompletedResponse completed && completed.hasWorkflowTask()) {
            // The next task came with the answer to the last one.
            taken(completed.getWorkflowTask());
        }
    }

    private void taken(PollWorkflowTaskQueueResponse task) {
        if (!task.getTaskToken().isEmpty()
                && !task.hasQuery()
                && task.getWorkflowType().getName().equals(TYPE)) {
            listener.taken(task.getTaskToken(), task.getWorkflowExecution().getWorkflowId());
        }
    }

    private static ByteString token(@Nullable Object request) {
        if (request instanceof RespondWorkflowTaskCompletedRequest completed) {
            return completed.getTaskToken();
        }
        return request instanceof RespondWorkflowTaskFailedRequest failed ? failed.getTaskToken() : ByteString.EMPTY;
    }

    private final class Watched<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private volatile ByteString task = ByteString.EMPTY;

        Watched(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void sendMessage(Q message) {
            task = token(message);
            super.sendMessage(message);
        }

        @Override
        public void start(ClientCall.Listener<A> answers, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<A>(answers) {
                        @Override
                        public void onMessage(A message) {
                            answered(message);
                            super.onMessage(message);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            if (!task.isEmpty()) {
                                listener.ended(task);
                            }
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
