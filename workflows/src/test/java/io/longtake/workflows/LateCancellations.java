package io.longtake.workflows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
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
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.TimerStartedEventAttributes;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Works around bugs of the in-memory server with cancellations (temporal-test-server 1.38). If a workflow task cancels
 * an activity that has completed or a timer that has fired in the meantime, the server neither accepts the task's
 * response nor dispatches the task again: the workflow hangs, and time stops. A real server dispatches the task again,
 * with the event in its history. So this interceptor serializes, for each run, the results of activities and the
 * workflow task responses that cancel activities, and fails an outdated task before the server sees its commands. The
 * time at which a timer fires is known from its start event.
 */
final class LateCancellations implements ClientInterceptor {
    /** Runs work on a thread that no call's executor waits for. */
    static final Executor ELSEWHERE = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "completed-meanwhile");
        thread.setDaemon(true);
        return thread;
    });

    /** A position in the history of a run, as the server encodes it in its task tokens. */
    private record Place(String runId, long eventId) {
        static Place ofActivity(ByteString token) {
            return read(token, true);
        }

        static Place ofWorkflow(ByteString token) {
            return read(token, false);
        }

        private static Place read(ByteString token, boolean activity) {
            try (DataInputStream in = new DataInputStream(token.newInput())) {
                String namespace = in.readUTF();
                String workflowId = in.readUTF();
                assert !namespace.isEmpty() && !workflowId.isEmpty();
                String runId = in.readUTF();
                return new Place(runId, activity ? in.readLong() : 0);
            } catch (IOException e) {
                throw new UncheckedIOException("the server's tokens look different now", e);
            }
        }
    }

    /** The run of a workflow task. */
    static String runOf(ByteString taskToken) {
        return Place.ofWorkflow(taskToken).runId();
    }

    private record TimerOfRun(String runId, String timerId) {}

    /** Enough time for the server to accept a response before a timer fires. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final Map<TimerOfRun, Instant> dueTimes = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Set<Place> completed = ConcurrentHashMap.newKeySet();
    private final Set<Place> cancelled = ConcurrentHashMap.newKeySet();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean concerned = method.equals(WorkflowServiceGrpc.getRespondWorkflowTaskCompletedMethod())
                || method.equals(WorkflowServiceGrpc.getRespondActivityTaskCompletedMethod())
                || method.equals(WorkflowServiceGrpc.getRespondActivityTaskFailedMethod())
                || method.equals(WorkflowServiceGrpc.getRespondActivityTaskCanceledMethod());
        if (method.equals(WorkflowServiceGrpc.getPollActivityTaskQueueMethod())
                || method.equals(WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod())) {
            return new Noted<>(next.newCall(method, options));
        }
        ClientCall<Q, A> call = next.newCall(method, options);
        return concerned ? new OneAtATime<>(call, options, next) : call;
    }

    /** Records the tasks that the server dispatches. */
    private final class Noted<Q, A> extends InspectedCall<Q, A> {
        Noted(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        protected A heard(A answer) {
            if (answer instanceof PollActivityTaskQueueResponse task) {
                noteAttempt(task.getTaskToken());
            } else if (answer instanceof PollWorkflowTaskQueueResponse task) {
                noteTimers(task);
            }
            return answer;
        }
    }

    /** An activity with another attempt has not ended. */
    private void noteAttempt(ByteString token) {
        if (!token.isEmpty()) {
            completed.remove(Place.ofActivity(token));
        }
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private void noteTimers(PollWorkflowTaskQueueResponse task) {
        for (HistoryEvent event : task.getHistory().getEventsList()) {
            if (event.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED) {
                TimerStartedEventAttributes timer = event.getTimerStartedEventAttributes();
                dueTimes.put(
                        new TimerOfRun(task.getWorkflowExecution().getRunId(), timer.getTimerId()),
                        instant(event.getEventTime()).plusMillis(Durations.toMillis(timer.getStartToFireTimeout())));
            }
        }
    }

    /** A call that starts only when its message is known. */
    private final class OneAtATime<Q, A> extends ForwardingClientCall.SimpleForwardingClientCall<Q, A> {
        private final Executor caller;
        private final Channel channel;
        private Listener<A> listener = new Listener<>() {};
        private Metadata headers = new Metadata();
        private int requested;
        private boolean begun;

        OneAtATime(ClientCall<Q, A> call, CallOptions options, Channel channel) {
            super(call);
            this.caller = Optional.ofNullable(options.getExecutor()).orElse(ELSEWHERE);
            this.channel = channel;
        }

        @Override
        public void start(Listener<A> theListener, Metadata theHeaders) {
            listener = theListener;
            headers = theHeaders;
        }

        @Override
        public void request(int messages) {
            if (begun) {
                super.request(messages);
            } else {
                requested += messages;
            }
        }

        @Override
        public void sendMessage(Q message) {
            Optional<String> run = run(message);
            run.ifPresent(r -> turns.computeIfAbsent(r, id -> new Semaphore(1)).acquireUninterruptibly());
            if (message instanceof RespondWorkflowTaskCompletedRequest task && (timerFired(task) || tooLate(task))) {
                run.ifPresent(r -> turns.get(r).release());
                CompletableFuture<Void> ignored = CompletableFuture.runAsync(() -> fail(task), ELSEWHERE);
                return;
            }
            noteCancelled(message);
            begun = true;
            super.start(
                    new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            run.ifPresent(r -> turns.get(r).release());
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
            super.request(requested);
            super.sendMessage(lastOfCancelled(message));
        }

        @Override
        public void halfClose() {
            if (begun) {
                super.halfClose();
            }
        }

        /** Whether the task cancels a timer that has fired; waits for a timer that is about to fire. */
        private boolean timerFired(RespondWorkflowTaskCompletedRequest task) {
            String runId = runOf(task.getTaskToken());
            Optional<Instant> first = task.getCommandsList().stream()
                    .filter(c -> c.getCommandType() == CommandType.COMMAND_TYPE_CANCEL_TIMER)
                    .map(c -> new TimerOfRun(
                            runId, c.getCancelTimerCommandAttributes().getTimerId()))
                    .flatMap(timer -> Optional.ofNullable(dueTimes.get(timer)).stream())
                    .min(Comparator.naturalOrder());
            if (first.isEmpty() || serverTime().plus(SOON).isBefore(first.get())) {
                return false;
            }
            WorkflowTestServer.await(
                    "the timer that is about to fire does", () -> !serverTime().isBefore(first.get()));
            return true;
        }

        private Instant serverTime() {
            return instant(ClientCalls.blockingUnaryCall(
                            channel,
                            TestServiceGrpc.getGetCurrentTimeMethod(),
                            CallOptions.DEFAULT,
                            Empty.getDefaultInstance())
                    .getTime());
        }

        private void fail(RespondWorkflowTaskCompletedRequest task) {
            Object ignored = ClientCalls.blockingUnaryCall(
                    channel,
                    WorkflowServiceGrpc.getRespondWorkflowTaskFailedMethod(),
                    CallOptions.DEFAULT,
                    RespondWorkflowTaskFailedRequest.newBuilder()
                            .setNamespace(task.getNamespace())
                            .setIdentity(task.getIdentity())
                            .setTaskToken(task.getTaskToken())
                            .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
                            .build());
            Status why = Status.INVALID_ARGUMENT.withDescription("what it cancels has ended meanwhile");
            // A blocking caller waits for work on its own executor.
            caller.execute(() -> listener.onClose(why, new Metadata()));
        }
    }

    private void noteCancelled(Object message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest task) {
            String runId = runOf(task.getTaskToken());
            cancelledEvents(task).forEach(event -> cancelled.add(new Place(runId, event)));
        }
    }

    private static Stream<Long> cancelledEvents(RespondWorkflowTaskCompletedRequest task) {
        return task.getCommandsList().stream()
                .filter(LateCancellations::cancels)
                .map(c -> c.getRequestCancelActivityTaskCommandAttributes().getScheduledEventId());
    }

    /**
     * If an attempt fails after its activity was cancelled, it is the last; this server would wait forever for another
     * one.
     */
    @SuppressWarnings("unchecked")
    private <Q> Q lastOfCancelled(Q message) {
        if (message instanceof RespondActivityTaskFailedRequest failed
                && cancelled.contains(Place.ofActivity(failed.getTaskToken()))) {
            RespondActivityTaskFailedRequest.Builder last = failed.toBuilder();
            last.getFailureBuilder().getApplicationFailureInfoBuilder().setNonRetryable(true);
            return (Q) last.build();
        }
        return message;
    }

    /** The run for which the message has to be serialized, if any; records activities that have ended. */
    private Optional<String> run(Object message) {
        if (message instanceof RespondWorkflowTaskCompletedRequest task) {
            return task.getCommandsList().stream().anyMatch(LateCancellations::cancels)
                    ? Optional.of(Place.ofWorkflow(task.getTaskToken()).runId())
                    : Optional.empty();
        }
        Place place = Place.ofActivity(
                message instanceof RespondActivityTaskCompletedRequest done
                        ? done.getTaskToken()
                        : message instanceof RespondActivityTaskFailedRequest failed
                                ? failed.getTaskToken()
                                : ((RespondActivityTaskCanceledRequest) message).getTaskToken());
        completed.add(place);
        return Optional.of(place.runId());
    }

    private static boolean cancels(Command command) {
        return command.getCommandType() == CommandType.COMMAND_TYPE_REQUEST_CANCEL_ACTIVITY_TASK;
    }

    /**
     * True once per result: an activity that is cancelled again when the task is repeated has an attempt that will be
     * retried.
     */
    private boolean tooLate(RespondWorkflowTaskCompletedRequest task) {
        String runId = Place.ofWorkflow(task.getTaskToken()).runId();
        List<Place> ended = cancelledEvents(task)
                .map(event -> new Place(runId, event))
                .filter(completed::remove)
                .toList();
        return !ended.isEmpty();
    }
}
