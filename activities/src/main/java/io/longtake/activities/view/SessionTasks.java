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
 * Watches a worker's calls to the server for workflow tasks of sessions. A session changes only in such a task, and the change is
 * effective when the server has accepted the task's completion. Replays, and tasks that are abandoned, make no such call.
 */
final class SessionTasks implements ClientInterceptor {
    private static final String TYPE = "EditSessionWorkflow";

    private final Listener listener;

    /** Called on the threads that make the calls. */
    interface Listener {
        /** The worker has received a task and has not started it. */
        void taken(ByteString task, String workflowId);

        /** The server has responded to the completion or failure of the task. */
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
            // The response to a completed task may contain the next task.
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
