package io.longtake.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Releases the lock of a child that ends after its parent's run (temporal-test-server 1.38). The server takes the lock
 * to notify the parent, and releases it only if the parent is notified. A render that outlives its session's run
 * triggers this. If both end at the same moment, only the parent's history shows which was first: it contains the
 * child's end or not.
 */
final class OrphanedChildLocks implements ClientInterceptor {
    private static final Set<CommandType> ENDS = Set.of(
            CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_CANCEL_WORKFLOW_EXECUTION,
            CommandType.COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION);

    private record Parent(String namespace, WorkflowExecution execution) {}

    /** By run id of the child. */
    private final Map<String, Parent> parents = new HashMap<>();
    /** Runs whose end the server has accepted. */
    private final Set<String> ended = new HashSet<>();
    /** Runs that ended before their parents; by run id of the parent. */
    private final Map<String, Set<String>> childrenEnded = new HashMap<>();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new InspectedCall<>(next.newCall(method, options)) {
            private Optional<String> ending = Optional.empty();

            @Override
            public void sendMessage(Q message) {
                if (message instanceof RespondWorkflowTaskCompletedRequest task
                        && task.getCommandsList().stream()
                                .map(Command::getCommandType)
                                .anyMatch(ENDS::contains)) {
                    ending = Optional.of(LateCancellations.runOf(task.getTaskToken()));
                }
                super.sendMessage(message);
            }

            @Override
            protected A heard(A answer) {
                if (answer instanceof PollWorkflowTaskQueueResponse task) {
                    noteParent(task);
                }
                return answer;
            }

            @Override
            protected void over(Status status) {
                if (status.isOk()) {
                    ending.ifPresent(run -> hasEnded(run, next));
                }
            }
        };
    }

    private synchronized void noteParent(PollWorkflowTaskQueueResponse task) {
        if (task.getHistory().getEventsCount() == 0) {
            return;
        }
        WorkflowExecutionStartedEventAttributes start =
                task.getHistory().getEvents(0).getWorkflowExecutionStartedEventAttributes();
        if (start.hasParentWorkflowExecution()) {
            parents.put(
                    task.getWorkflowExecution().getRunId(),
                    new Parent(start.getParentWorkflowNamespace(), start.getParentWorkflowExecution()));
        }
    }

    private synchronized void hasEnded(String run, Channel server) {
        ended.add(run);
        Optional.ofNullable(childrenEnded.remove(run))
                .ifPresent(early -> early.forEach(child -> settle(child, server)));
        Parent parent = parents.get(run);
        if (parent == null) {
            return;
        }
        String parentRun = parent.execution().getRunId();
        if (ended.contains(parentRun)) {
            settle(run, server);
        } else {
            childrenEnded.computeIfAbsent(parentRun, key -> new HashSet<>()).add(run);
        }
    }

    /** Both have ended. */
    private void settle(String child, Channel server) {
        Parent parent = parents.get(child);
        CompletableFuture<Void> ignored = CompletableFuture.runAsync(
                () -> {
                    if (history(parent, server).stream().noneMatch(event -> tellsTheEndOf(child, event))) {
                        TestServerLocks.giveBack(server);
                    }
                },
                LateCancellations.ELSEWHERE);
    }

    private static List<HistoryEvent> history(Parent parent, Channel server) {
        return ClientCalls.blockingUnaryCall(
                        server,
                        WorkflowServiceGrpc.getGetWorkflowExecutionHistoryMethod(),
                        CallOptions.DEFAULT,
                        GetWorkflowExecutionHistoryRequest.newBuilder()
                                .setNamespace(parent.namespace())
                                .setExecution(parent.execution())
                                .build())
                .getHistory()
                .getEventsList();
    }

    private static boolean tellsTheEndOf(String child, HistoryEvent event) {
        WorkflowExecution told =
                switch (event.getEventType()) {
                    case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED ->
                        event.getChildWorkflowExecutionCompletedEventAttributes()
                                .getWorkflowExecution();
                    case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED ->
                        event.getChildWorkflowExecutionFailedEventAttributes().getWorkflowExecution();
                    case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED ->
                        event.getChildWorkflowExecutionCanceledEventAttributes().getWorkflowExecution();
                    default -> WorkflowExecution.getDefaultInstance();
                };
        return told.getRunId().equals(child);
    }
}
