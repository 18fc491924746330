package io.longtake.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.longtake.workflows.TaskQueue;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.deployment.v1.WorkerDeploymentOptions;
import io.temporal.api.deployment.v1.WorkerDeploymentVersion;
import io.temporal.api.enums.v1.WorkerDeploymentVersionStatus;
import io.temporal.api.enums.v1.WorkerVersioningMode;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueueStats;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentVersionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentVersionResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ListWorkerDeploymentsRequest;
import io.temporal.api.workflowservice.v1.ListWorkerDeploymentsResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Cluster cluster = new Cluster();
    private final String name = UUID.randomUUID().toString();
    private Server server;
    private WorkflowServiceStubs stubs;

    @BeforeEach
    void start() throws IOException {
        server =
                InProcessServerBuilder.forName(name).addService(cluster).build().start();
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(InProcessChannelBuilder.forName(name).build())
                .build());
    }

    @AfterEach
    void stop() {
        stubs.shutdownNow();
        stubs.getRawChannel().shutdownNow();
        server.shutdownNow();
    }

    @Test
    void aServerWithAWorkerForAllQueuesIsFine() {
        cluster.attended = EnumSet.allOf(TaskQueue.class);

        assertThat(findings()).allMatch(Finding::ok);
        assertThat(findings()).extracting(Finding::found).contains("1 worker").contains("0 open, none of them stuck");
    }

    @Test
    void aServerWithoutWorkersAndWithoutWorkIsFineBecauseCommandsStartAWorker() {
        assertThat(findings()).allMatch(Finding::ok);
    }

    @Test
    void aQueueThatTheWorkersLeaveOutIsNamedWithTheCommand() {
        cluster.attended = EnumSet.of(TaskQueue.SESSIONS, TaskQueue.TRANSFERS);

        assertThat(problems()).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo("queue longtake-chats");
            assertThat(finding.fix()).contains("longtake worker --queues CHATS");
        });
    }

    @Test
    void theQueueForRenderingNeedsAWorkerOnlyIfPartsOfFilmsWait() {
        cluster.attended = EnumSet.complementOf(EnumSet.of(TaskQueue.RENDERING));
        assertThat(findings())
                .allMatch(Finding::ok)
                .extracting(Finding::what)
                .doesNotContain("queue longtake-rendering");

        cluster.backlog.put(TaskQueue.RENDERING, 3L);
        assertThat(problems()).extracting(Finding::what).containsExactly("queue longtake-rendering");
    }

    @Test
    void tasksThatWaitWithoutAWorkerAreAProblem() {
        cluster.backlog.put(TaskQueue.TRANSFERS, 2L);

        assertThat(problems()).extracting(Finding::found).containsExactly("no worker, 2 tasks wait");
    }

    @Test
    void aWorkerThatNoLongerAsksForWorkIsNotCounted() {
        cluster.attended = EnumSet.allOf(TaskQueue.class);
        cluster.lastSeen = NOW.minusSeconds(180);
        cluster.backlog.put(TaskQueue.CHATS, 1L);

        assertThat(problems())
                .extracting(Finding::found)
                .containsExactly("no worker has asked for work for 3 min, 1 task waits");
    }

    @Test
    void aSessionWhoseWorkflowTaskKeepsFailingIsNamed() {
        cluster.attempts.put("session-fine", 0);
        cluster.attempts.put("session-killed-worker", 2);
        cluster.attempts.put("session-stuck", 7);

        assertThat(problems()).singleElement().satisfies(finding -> assertThat(finding.found())
                .isEqualTo("workflow tasks of session stuck (attempt 7) keep failing"));
    }

    @Test
    void aVersionWithOpenWorkflowsAndWithoutAWorkerIsNamed() {
        cluster.attended = EnumSet.allOf(TaskQueue.class);
        cluster.versions = Map.of(
                "b1", WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING,
                "b2", WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT,
                "b3", WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED);
        cluster.running = "b2";

        assertThat(problems()).singleElement().satisfies(finding -> {
            assertThat(finding.found()).isEqualTo("version b1 is draining, 5 open workflows, no worker");
            assertThat(finding.fix()).contains("--deployment films --build-id b1");
        });
    }

    @Test
    void aDeploymentWithoutACurrentVersionIsAProblem() {
        cluster.attended = EnumSet.allOf(TaskQueue.class);
        cluster.versions = Map.of("b1", WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_INACTIVE);
        cluster.running = "b1";

        assertThat(problems())
                .extracting(Finding::found)
                .containsExactly("no version is current, so its workers get no work");
    }

    @Test
    void deploymentsOfOtherApplicationsAreIgnored() {
        cluster.versions = Map.of("b1", WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT);
        cluster.deploymentQueue = "invoices";

        assertThat(findings()).allMatch(Finding::ok);
    }

    @Test
    void anUnavailableServerIsReported() {
        cluster.refusal = Status.UNAVAILABLE;

        assertThat(problems()).isNotEmpty().allMatch(finding -> finding.found().contains("UNAVAILABLE"));
    }

    private List<Finding> findings() {
        return new WorkCheck(stubs, "longtake", Clock.fixed(NOW, ZoneOffset.UTC)).findings();
    }

    private List<Finding> problems() {
        return findings().stream().filter(finding -> !finding.ok()).toList();
    }

    /** A server with the given workers and work. */
    private static final class Cluster extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        Set<TaskQueue> attended = EnumSet.noneOf(TaskQueue.class);
        Instant lastSeen = NOW.minusSeconds(30);
        final Map<TaskQueue, Long> backlog = new EnumMap<>(TaskQueue.class);
        final Map<String, Integer> attempts = new LinkedHashMap<>();
        Map<String, WorkerDeploymentVersionStatus> versions = Map.of();
        String running = "";
        String deploymentQueue = TaskQueue.SESSIONS.queueName();
        Status refusal = Status.OK;

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
            reply(answer, GetSystemInfoResponse.getDefaultInstance());
        }

        @Override
        public void describeTaskQueue(
                DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> answer) {
            if (!refusal.isOk()) {
                answer.onError(refusal.asRuntimeException());
                return;
            }
            var response = DescribeTaskQueueResponse.newBuilder();
            for (TaskQueue queue : TaskQueue.values()) {
                if (queue.queueName().equals(request.getTaskQueue().getName())) {
                    response.setStats(
                            TaskQueueStats.newBuilder().setApproximateBacklogCount(backlog.getOrDefault(queue, 0L)));
                    if (attended.contains(queue)) {
                        response.addPollers(poller());
                    }
                }
            }
            reply(answer, response.build());
        }

        private PollerInfo poller() {
            var poller = PollerInfo.newBuilder()
                    .setIdentity("worker 1")
                    .setLastAccessTime(Timestamp.newBuilder().setSeconds(lastSeen.getEpochSecond()));
            if (!running.isEmpty()) {
                poller.setDeploymentOptions(WorkerDeploymentOptions.newBuilder()
                        .setDeploymentName("films")
                        .setBuildId(running)
                        .setWorkerVersioningMode(WorkerVersioningMode.WORKER_VERSIONING_MODE_VERSIONED));
            }
            return poller.build();
        }

        @Override
        public void listWorkflowExecutions(
                ListWorkflowExecutionsRequest request, StreamObserver<ListWorkflowExecutionsResponse> answer) {
            var response = ListWorkflowExecutionsResponse.newBuilder();
            attempts.keySet()
                    .forEach(id -> response.addExecutions(WorkflowExecutionInfo.newBuilder()
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))));
            reply(answer, response.build());
        }

        @Override
        public void describeWorkflowExecution(
                DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> answer) {
            int attempt = attempts.getOrDefault(request.getExecution().getWorkflowId(), 0);
            var response = DescribeWorkflowExecutionResponse.newBuilder();
            if (attempt > 0) {
                response.setPendingWorkflowTask(
                        PendingWorkflowTaskInfo.newBuilder().setAttempt(attempt));
            }
            reply(answer, response.build());
        }

        @Override
        public void listWorkerDeployments(
                ListWorkerDeploymentsRequest request, StreamObserver<ListWorkerDeploymentsResponse> answer) {
            var response = ListWorkerDeploymentsResponse.newBuilder();
            if (!versions.isEmpty()) {
                response.addWorkerDeploymentsBuilder().setName("films");
            }
            reply(answer, response.build());
        }

        @Override
        public void describeWorkerDeployment(
                DescribeWorkerDeploymentRequest request, StreamObserver<DescribeWorkerDeploymentResponse> answer) {
            var info = WorkerDeploymentInfo.newBuilder();
            versions.forEach((build, status) -> {
                var version = WorkerDeploymentVersion.newBuilder()
                        .setDeploymentName("films")
                        .setBuildId(build)
                        .build();
                info.addVersionSummariesBuilder().setDeploymentVersion(version).setStatus(status);
                if (status == WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT) {
                    info.getRoutingConfigBuilder().setCurrentDeploymentVersion(version);
                }
            });
            reply(
                    answer,
                    DescribeWorkerDeploymentResponse.newBuilder()
                            .setWorkerDeploymentInfo(info)
                            .build());
        }

        @Override
        public void describeWorkerDeploymentVersion(
                DescribeWorkerDeploymentVersionRequest request,
                StreamObserver<DescribeWorkerDeploymentVersionResponse> answer) {
            var response = DescribeWorkerDeploymentVersionResponse.newBuilder();
            response.addVersionTaskQueuesBuilder().setName(deploymentQueue);
            reply(answer, response.build());
        }

        @Override
        public void countWorkflowExecutions(
                CountWorkflowExecutionsRequest request, StreamObserver<CountWorkflowExecutionsResponse> answer) {
            reply(
                    answer,
                    CountWorkflowExecutionsResponse.newBuilder().setCount(5).build());
        }

        private static <T> void reply(StreamObserver<T> answer, T value) {
            answer.onNext(value);
            answer.onCompleted();
        }
    }
}
