package io.longtake.activities.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.longtake.activities.worker.LongtakeWorker;
import io.longtake.workflows.ActivityTerms;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An activity whose second heartbeat reaches a server that never answers it. */
@Timeout(60)
class HeartbeatsTest {
    /** The SDK repeats a failed heartbeat after this time. */
    private static final Duration SDK_RETRY = Duration.ofSeconds(1);

    private final SecondHeartbeatLost network = new SecondHeartbeatLost();
    private Server silent;
    private TestWorkflowEnvironment environment;

    /** Waits until a heartbeat arrived after the lost one. */
    @ActivityInterface
    public interface Waiting {
        @ActivityMethod(name = "Waiting")
        String run() throws InterruptedException;
    }

    @WorkflowInterface
    public interface OneActivity {
        @WorkflowMethod(name = "OneActivity")
        String run();
    }

    public static final class OneActivityImpl implements OneActivity {
        @Override
        public String run() {
            ActivityOptions terms = ActivityOptions.newBuilder(ActivityTerms.chat("wait", Duration.ofMinutes(5)))
                    .setTaskQueue("test")
                    .build();
            try {
                return Workflow.newActivityStub(Waiting.class, terms).run();
            } catch (InterruptedException e) {
                throw Workflow.wrap(e);
            }
        }
    }

    /** Sends the second heartbeat to a server that never answers, and counts those that the Temporal server answered after it. */
    private static final class SecondHeartbeatLost implements ClientInterceptor {
        private final String name = UUID.randomUUID().toString();
        private final ManagedChannel silence =
                InProcessChannelBuilder.forName(name).build();
        private final CountDownLatch lost = new CountDownLatch(1);
        private final CountDownLatch arrivedAfterwards = new CountDownLatch(1);
        private int heartbeats;

        @Override
        public synchronized <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            if (!method.getFullMethodName()
                    .equals(WorkflowServiceGrpc.getRecordActivityTaskHeartbeatMethod()
                            .getFullMethodName())) {
                return next.newCall(method, options);
            }
            heartbeats++;
            if (heartbeats > 2) {
                arrivedAfterwards.countDown();
            }
            return (heartbeats == 2 ? silence : next).newCall(method, options);
        }
    }

    @BeforeEach
    void start() throws Exception {
        silent = InProcessServerBuilder.forName(network.name)
                .addService(new WorkflowServiceGrpc.WorkflowServiceImplBase() {
                    @Override
                    public void recordActivityTaskHeartbeat(
                            RecordActivityTaskHeartbeatRequest request,
                            StreamObserver<RecordActivityTaskHeartbeatResponse> answer) {
                        network.lost.countDown();
                    }
                })
                .build()
                .start();
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        // The first interceptor is the last on the way to the server.
                        .setGrpcClientInterceptors(List.of(network, new HeartbeatDeadline()))
                        .build())
                .build());
        Worker worker = environment.newWorker(
                "test",
                WorkerOptions.newBuilder()
                        .setMaxHeartbeatThrottleInterval(LongtakeWorker.MIN_BEAT_INTERVAL)
                        .build());
        worker.registerWorkflowImplementationTypes(OneActivityImpl.class);
        worker.registerActivitiesImplementations((Waiting) () -> {
            try (Heartbeats ignored = Heartbeats.begin(
                    Activity.getExecutionContext(), () -> "waits", Heartbeats.Listener.stopping(() -> {}), 0)) {
                network.lost.await();
                network.arrivedAfterwards.await();
                return "done";
            }
        });
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
        network.silence.shutdownNow();
        silent.shutdownNow();
    }

    @Test
    void aHeartbeatThatTheServerNeverAnswersEndsNoActivity() {
        String result = environment
                .getWorkflowClient()
                .newWorkflowStub(
                        OneActivity.class,
                        WorkflowOptions.newBuilder().setTaskQueue("test").build())
                .run();

        assertThat(result).isEqualTo("done");
    }

    @Test
    void twoLostHeartbeatsInARowFitIntoTheHeartbeatTimeout() {
        Duration lostTwice = Duration.ofSeconds(Heartbeats.QUIET_TICKS)
                .plus(HeartbeatDeadline.LIMIT.plus(SDK_RETRY).multipliedBy(2));

        assertThat(lostTwice).isLessThan(ActivityTerms.HEARTBEAT_TIMEOUT);
    }
}
