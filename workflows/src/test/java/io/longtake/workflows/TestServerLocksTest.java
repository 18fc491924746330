package io.longtake.workflows;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every case in which the in-memory server leaks a lock, so that time stops; with the stage's workarounds, time
 * continues. If a case without workarounds fails with a later release of the server, its workaround can be removed.
 */
@Tag("test-tools")
class TestServerLocksTest {
    private static final String QUEUE = "locks";
    private static final Duration LONG = Duration.ofDays(2);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration FIRED_MEANWHILE = Duration.ofSeconds(1);
    private static final Duration AT_LAST = Duration.ofMinutes(2);

    /** Whether the stage's workarounds are active between worker and server. */
    enum Remedies {
        NONE,
        THOSE_OF_THE_STAGE;

        List<ClientInterceptor> interceptors() {
            return this == NONE
                    ? List.of()
                    : List.of(new LateCancellations(), new OrphanedChildLocks(), new OutdatedActivities());
        }
    }

    @WorkflowInterface
    public interface CancelsAnActivity {
        @WorkflowMethod
        void run();
    }

    @ActivityInterface
    public interface Work {
        /** Occupies the only activity thread. */
        void occupy();

        void doNothing();
    }

    public static final class CancelsAnActivityImpl implements CancelsAnActivity {
        private final Work work = Workflow.newActivityStub(
                Work.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofHours(1))
                        .build());

        @Override
        public void run() {
            Async.procedure(work::occupy);
            Workflow.sleep(Duration.ofMillis(500));
            CancellationScope scope = Workflow.newCancellationScope(() -> Async.procedure(work::doNothing));
            scope.run();
            Workflow.sleep(Duration.ofMillis(500));
            scope.cancel();
            Workflow.sleep(LONG.plusDays(1));
        }
    }

    @WorkflowInterface
    public interface CancelsATimer {
        @WorkflowMethod
        void run();
    }

    /** The second timer fires while the workflow task that the first one triggered is running. */
    public static final class CancelsATimerImpl implements CancelsATimer {
        @Override
        public void run() {
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> Async.procedure(() -> Workflow.sleep(FIRED_MEANWHILE)));
            scope.run();
            Workflow.sleep(Duration.ofMillis(10));
            scope.cancel();
            Workflow.sleep(LONG.plusDays(1));
        }
    }

    /** Delays the response that cancels a timer until the timer has fired. */
    private final class HeldUntilItFired implements ClientInterceptor {
        private boolean isFirst = true;

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void sendMessage(Q message) {
                    if (message instanceof RespondWorkflowTaskCompletedRequest task && isFirst && cancelsATimer(task)) {
                        isFirst = false;
                        long fired = environment.orElseThrow().currentTimeMillis() + FIRED_MEANWHILE.toMillis();
                        until(() -> environment.orElseThrow().currentTimeMillis() > fired);
                    }
                    super.sendMessage(message);
                }
            };
        }

        private static boolean cancelsATimer(RespondWorkflowTaskCompletedRequest task) {
            return task.getCommandsList().stream()
                    .anyMatch(c -> c.getCommandType() == CommandType.COMMAND_TYPE_CANCEL_TIMER);
        }
    }

    @WorkflowInterface
    public interface Ending {
        @WorkflowMethod
        void run(Optional<String> child);

        @SignalMethod
        void end();
    }

    public static final class EndingImpl implements Ending {
        private boolean ends;

        @Override
        public void run(Optional<String> child) {
            child.ifPresent(EndingImpl::begin);
            Workflow.await(() -> ends);
        }

        private static void begin(String id) {
            Ending child = Workflow.newChildWorkflowStub(
                    Ending.class,
                    ChildWorkflowOptions.newBuilder()
                            .setWorkflowId(id)
                            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                            .build());
            Async.procedure(child::run, Optional.empty());
            Workflow.getWorkflowExecution(child).get();
        }

        @Override
        public void end() {
            ends = true;
        }
    }

    /** Delays the end of the first run that ends until the server has accepted another's end. */
    private static final class FirstEndComesLast implements ClientInterceptor {
        final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch otherEnded = new CountDownLatch(1);
        private boolean isFirst = true;

        private synchronized boolean first() {
            boolean first = isFirst;
            isFirst = false;
            return first;
        }

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
                private boolean ends;

                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(
                            new ForwardingClientCallListener.SimpleForwardingClientCallListener<A>(listener) {
                                @Override
                                public void onClose(Status status, Metadata trailers) {
                                    if (ends) {
                                        otherEnded.countDown();
                                    }
                                    super.onClose(status, trailers);
                                }
                            },
                            headers);
                }

                @Override
                public void sendMessage(Q message) {
                    ends = message instanceof RespondWorkflowTaskCompletedRequest task
                            && task.getCommandsList().stream()
                                    .anyMatch(command -> command.getCommandType()
                                            == CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION);
                    if (ends && first()) {
                        ends = false;
                        held.countDown();
                        await(otherEnded);
                    }
                    super.sendMessage(message);
                }
            };
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(AT_LAST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("did not happen within " + AT_LAST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final CountDownLatch occupied = new CountDownLatch(1);
    private Optional<TestWorkflowEnvironment> environment = Optional.empty();

    private WorkflowClient start(Stream<ClientInterceptor> between) {
        TestWorkflowEnvironment started = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(between.toList())
                        .build())
                .build());
        environment = Optional.of(started);
        Worker worker = started.newWorker(
                QUEUE,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(1)
                        .build());
        worker.registerWorkflowImplementationTypes(
                CancelsAnActivityImpl.class, CancelsATimerImpl.class, EndingImpl.class);
        worker.registerActivitiesImplementations(new Work() {
            @Override
            public void occupy() {
                await(occupied);
            }

            @Override
            public void doNothing() {}
        });
        started.start();
        return started.getWorkflowClient();
    }

    @AfterEach
    void stop() {
        occupied.countDown();
        environment.ifPresent(TestWorkflowEnvironment::close);
    }

    private void skipIn(Duration limit) throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture.runAsync(() -> environment.orElseThrow().sleep(LONG), LateCancellations.ELSEWHERE)
                .get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    private void timeRunsOnWith(Remedies remedies) {
        if (remedies == Remedies.NONE) {
            assertThatThrownBy(() -> skipIn(SOON)).isInstanceOf(TimeoutException.class);
        } else {
            assertThatCode(() -> skipIn(AT_LAST)).doesNotThrowAnyException();
        }
    }

    private static boolean started(WorkflowClient client, String id) {
        try {
            client.newUntypedWorkflowStub(id).describe();
            return true;
        } catch (WorkflowNotFoundException notYet) {
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + AT_LAST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + AT_LAST);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static <T> T stub(WorkflowClient client, Class<T> type, String id) {
        return client.newWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(QUEUE)
                        .build());
    }

    @ParameterizedTest
    @EnumSource
    void anActivityIsCancelledBeforeAWorkerStartsIt(Remedies remedies) {
        WorkflowClient client = start(remedies.interceptors().stream());
        WorkflowClient.start(stub(client, CancelsAnActivity.class, "w")::run);
        until(() -> client.fetchHistory("w").getEvents().stream()
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED));
        occupied.countDown();

        timeRunsOnWith(remedies);
    }

    @ParameterizedTest
    @EnumSource
    void aTimerFiresBeforeTheTaskThatCancelsItCompletes(Remedies remedies) {
        // The last interceptor is next to the worker.
        WorkflowClient client =
                start(Stream.concat(remedies.interceptors().stream(), Stream.of(new HeldUntilItFired())));
        WorkflowClient.start(stub(client, CancelsATimer.class, "w")::run);
        until(() -> client.fetchHistory("w").getEvents().stream()
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED));

        timeRunsOnWith(remedies);
    }

    @ParameterizedTest
    @EnumSource
    void aChildEndsAtTheSameTimeAsItsParent(Remedies remedies) {
        FirstEndComesLast order = new FirstEndComesLast();
        // The first interceptor is next to the server.
        WorkflowClient client = start(Stream.concat(Stream.of(order), remedies.interceptors().stream()));
        WorkflowClient.start(stub(client, Ending.class, "parent")::run, Optional.of("child"));
        until(() -> started(client, "child"));
        client.newWorkflowStub(Ending.class, "child").end();
        await(order.held);
        client.newWorkflowStub(Ending.class, "parent").end();

        timeRunsOnWith(remedies);
    }
}
