package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.temporal.api.command.v1.Command;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives back what the server in memory forgets: when a child ends whose parent's run has ended before it, time is not skipped
 * any more. A render that outlives its session's run does just that.
 */
final class ForgottenLocks implements ClientInterceptor {
    private static final Set<CommandType> ENDS = Set.of(
            CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_CANCEL_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION);

    /** By the run of the child. */
    private final Map<String, String> runOfParent = new ConcurrentHashMap<>();

    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
            private String ending = "";
            private boolean orphan;

            @Override
            public void sendMessage(Q message) {
                if (message instanceof RespondWorkflowTaskCompletedRequest task
                        && task.getCommandsList().stream()
                                .map(Command::getCommandType)
                                .anyMatch(ENDS::contains)) {
                    ending = CompletedMeanwhile.runOf(task.getTaskToken());
                    orphan = ended.contains(runOfParent.getOrDefault(ending, "none"));
                }
                super.sendMessage(message);
            }

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new ForwardingClientCallListener.SimpleForwardingClientCallListener<A>(listener) {
                            @Override
                            public void onMessage(A message) {
                                if (message instanceof PollWorkflowTaskQueueResponse task) {
                                    noteParent(task);
                                }
                                super.onMessage(message);
                            }

                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                if (status.isOk() && !ending.isEmpty()) {
                                    ended.add(ending);
                                }
                                if (status.isOk() && orphan) {
                                    CompletableFuture<Void> ignored = CompletableFuture.runAsync(
                                            () -> unlock(next), CompletedMeanwhile.ELSEWHERE);
                                }
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private void noteParent(PollWorkflowTaskQueueResponse task) {
        if (task.getHistory().getEventsCount() == 0) {
            return;
        }
        HistoryEvent first = task.getHistory().getEvents(0);
        if (first.getWorkflowExecutionStartedEventAttributes().hasParentWorkflowExecution()) {
            runOfParent.put(
                    task.getWorkflowExecution().getRunId(),
                    first.getWorkflowExecutionStartedEventAttributes()
                            .getParentWorkflowExecution()
                            .getRunId());
        }
    }

    private static void unlock(Channel server) {
        Object ignored = ClientCalls.blockingUnaryCall(
                server,
                TestServiceGrpc.getUnlockTimeSkippingMethod(),
                CallOptions.DEFAULT,
                UnlockTimeSkippingRequest.getDefaultInstance());
    }
}
