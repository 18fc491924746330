package io.longtake.cli.training;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskScheduledEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskStartedEventAttributes;
import io.temporal.api.namespace.v1.NamespaceInfo;
import io.temporal.api.protocol.v1.Message;
import io.temporal.api.update.v1.Outcome;
import io.temporal.api.update.v1.Response;
import io.temporal.api.update.v1.UpdateRef;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationRequest;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The part of a Temporal server that training needs: it passes the first update of a workflow to the worker and its answer to the
 * client, and passes the first activities to the worker. It keeps no history, so a workflow does not continue after that.
 */
final class TrainingServer extends WorkflowServiceGrpc.WorkflowServiceImplBase implements AutoCloseable {
    private static final long STARTED_EVENT = 3;

    private final Server server;
    private final CountDownLatch activityEnded = new CountDownLatch(1);
    private final Queue<PollWorkflowTaskQueueResponse> workflowTasks = new ConcurrentLinkedQueue<>();
    private final Queue<StreamObserver<PollWorkflowTaskQueueResponse>> workflowPolls = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<PollActivityTaskQueueResponse>> activityTasks = new ConcurrentHashMap<>();
    private final Map<String, Queue<StreamObserver<PollActivityTaskQueueResponse>>> activityPolls =
            new ConcurrentHashMap<>();
    private final Map<ByteString, StreamObserver<ExecuteMultiOperationResponse>> clients = new ConcurrentHashMap<>();
    private final Map<ByteString, PollWorkflowTaskQueueResponse> givenTasks = new ConcurrentHashMap<>();

    TrainingServer() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Waits until the worker has carried out an activity, whatever its result. */
    boolean awaitActivity(Duration limit) throws InterruptedException {
        return activityEnded.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> client) {
        answer(client, GetSystemInfoResponse.getDefaultInstance());
    }

    @Override
    public void describeNamespace(DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> client) {
        answer(
                client,
                DescribeNamespaceResponse.newBuilder()
                        .setNamespaceInfo(NamespaceInfo.newBuilder().setName(request.getNamespace()))
                        .build());
    }

    @Override
    public void executeMultiOperation(
            ExecuteMultiOperationRequest request, StreamObserver<ExecuteMultiOperationResponse> client) {
        var start = request.getOperations(0).getStartWorkflow();
        var update = request.getOperations(1).getUpdateWorkflow().getRequest();
        var updateId = update.getMeta().getUpdateId();
        var token = ByteString.copyFromUtf8(start.getWorkflowId());
        clients.put(token, client);
        var task = PollWorkflowTaskQueueResponse.newBuilder()
                .setTaskToken(token)
                .setWorkflowExecution(execution(start))
                .setWorkflowType(start.getWorkflowType())
                .setStartedEventId(STARTED_EVENT)
                .setAttempt(1)
                .setHistory(firstTask(start))
                .addMessages(Message.newBuilder()
                        .setId(updateId + "/request")
                        .setProtocolInstanceId(updateId)
                        .setEventId(STARTED_EVENT - 1)
                        .setBody(Any.pack(update)))
                .build();
        givenTasks.put(token, task);
        workflowTasks.add(task);
        pass(workflowTasks, workflowPolls);
    }

    private static WorkflowExecution execution(StartWorkflowExecutionRequest start) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(start.getWorkflowId())
                .setRunId(start.getRequestId())
                .build();
    }

    private static History firstTask(StartWorkflowExecutionRequest start) {
        return History.newBuilder()
                .addEvents(HistoryEvent.newBuilder()
                        .setEventId(1)
                        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
                        .setWorkflowExecutionStartedEventAttributes(WorkflowExecutionStartedEventAttributes.newBuilder()
                                .setWorkflowType(start.getWorkflowType())
                                .setTaskQueue(start.getTaskQueue())
                                .setInput(start.getInput())
                                .setWorkflowTaskTimeout(start.getWorkflowTaskTimeout())
                                .setOriginalExecutionRunId(start.getRequestId())
                                .setFirstExecutionRunId(start.getRequestId())
                                .setAttempt(1)))
                .addEvents(HistoryEvent.newBuilder()
                        .setEventId(STARTED_EVENT - 1)
                        .setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED)
                        .setWorkflowTaskScheduledEventAttributes(WorkflowTaskScheduledEventAttributes.newBuilder()
                                .setTaskQueue(start.getTaskQueue())
                                .setAttempt(1)))
                .addEvents(HistoryEvent.newBuilder()
                        .setEventId(STARTED_EVENT)
                        .setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED)
                        .setWorkflowTaskStartedEventAttributes(
                                WorkflowTaskStartedEventAttributes.newBuilder().setScheduledEventId(STARTED_EVENT - 1)))
                .build();
    }

    @Override
    public void pollWorkflowTaskQueue(
            PollWorkflowTaskQueueRequest request, StreamObserver<PollWorkflowTaskQueueResponse> worker) {
        // Only the worker's own queue for one workflow has a normal name. It needs no tasks.
        if (request.getTaskQueue().getNormalName().isEmpty()) {
            workflowPolls.add(worker);
            pass(workflowTasks, workflowPolls);
        }
    }

    @Override
    public void respondWorkflowTaskCompleted(
            RespondWorkflowTaskCompletedRequest request, StreamObserver<RespondWorkflowTaskCompletedResponse> worker) {
        answer(worker, RespondWorkflowTaskCompletedResponse.getDefaultInstance());
        var task = givenTasks.get(request.getTaskToken());
        var client = clients.remove(request.getTaskToken());
        if (task == null || client == null) {
            return;
        }
        request.getMessagesList().stream()
                .filter(message -> message.getBody().is(Response.class))
                .findFirst()
                .ifPresent(message -> answer(client, answered(task, outcome(message))));
        request.getCommandsList().stream()
                .filter(Command::hasScheduleActivityTaskCommandAttributes)
                .forEach(command -> schedule(command, task));
    }

    private static Outcome outcome(Message message) {
        try {
            return message.getBody().unpack(Response.class).getOutcome();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExecuteMultiOperationResponse answered(PollWorkflowTaskQueueResponse task, Outcome outcome) {
        var run = task.getWorkflowExecution();
        return ExecuteMultiOperationResponse.newBuilder()
                .addResponses(ExecuteMultiOperationResponse.Response.newBuilder()
                        .setStartWorkflow(StartWorkflowExecutionResponse.newBuilder()
                                .setRunId(run.getRunId())
                                .setStarted(true)))
                .addResponses(ExecuteMultiOperationResponse.Response.newBuilder()
                        .setUpdateWorkflow(UpdateWorkflowExecutionResponse.newBuilder()
                                .setUpdateRef(UpdateRef.newBuilder().setWorkflowExecution(run))
                                .setStage(
                                        UpdateWorkflowExecutionLifecycleStage
                                                .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED)
                                .setOutcome(outcome)))
                .build();
    }

    private void schedule(Command command, PollWorkflowTaskQueueResponse task) {
        var activity = command.getScheduleActivityTaskCommandAttributes();
        var queue = activity.getTaskQueue().getName();
        queue(activityTasks, queue)
                .add(PollActivityTaskQueueResponse.newBuilder()
                        .setTaskToken(ByteString.copyFromUtf8(activity.getActivityId()))
                        .setWorkflowExecution(task.getWorkflowExecution())
                        .setWorkflowType(task.getWorkflowType())
                        .setActivityType(activity.getActivityType())
                        .setActivityId(activity.getActivityId())
                        .setHeader(activity.getHeader())
                        .setInput(activity.hasInput() ? activity.getInput() : Payloads.getDefaultInstance())
                        .setAttempt(1)
                        .setScheduleToCloseTimeout(activity.getScheduleToCloseTimeout())
                        .setStartToCloseTimeout(activity.getStartToCloseTimeout())
                        .setHeartbeatTimeout(activity.getHeartbeatTimeout())
                        .build());
        pass(queue(activityTasks, queue), queue(activityPolls, queue));
    }

    @Override
    public void pollActivityTaskQueue(
            PollActivityTaskQueueRequest request, StreamObserver<PollActivityTaskQueueResponse> worker) {
        var queue = request.getTaskQueue().getName();
        queue(activityPolls, queue).add(worker);
        pass(queue(activityTasks, queue), queue(activityPolls, queue));
    }

    @Override
    public void recordActivityTaskHeartbeat(
            RecordActivityTaskHeartbeatRequest request, StreamObserver<RecordActivityTaskHeartbeatResponse> worker) {
        answer(worker, RecordActivityTaskHeartbeatResponse.getDefaultInstance());
    }

    @Override
    public void respondActivityTaskCompleted(
            RespondActivityTaskCompletedRequest request, StreamObserver<RespondActivityTaskCompletedResponse> worker) {
        answer(worker, RespondActivityTaskCompletedResponse.getDefaultInstance());
        activityEnded.countDown();
    }

    @Override
    public void respondActivityTaskFailed(
            RespondActivityTaskFailedRequest request, StreamObserver<RespondActivityTaskFailedResponse> worker) {
        answer(worker, RespondActivityTaskFailedResponse.getDefaultInstance());
        activityEnded.countDown();
    }

    private static <T> Queue<T> queue(Map<String, Queue<T>> queues, String name) {
        return queues.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>());
    }

    /** Gives waiting tasks to waiting polls; the other polls stay open. */
    private static synchronized <T> void pass(Queue<T> tasks, Queue<StreamObserver<T>> polls) {
        while (!tasks.isEmpty() && !polls.isEmpty()) {
            answer(polls.remove(), tasks.remove());
        }
    }

    private static <T> void answer(StreamObserver<T> caller, T response) {
        caller.onNext(response);
        caller.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
