package io.longtake.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.longtake.cli.temporal.FakeSearchAttributes;
import io.longtake.cli.temporal.RequestRate;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceResponse;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceResponse;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerPreparationTest {
    private static final long DAY = 86_400;

    private final Cluster cluster = new Cluster();
    private final FakeSearchAttributes attributes = new FakeSearchAttributes();
    private final TemporalConnections connections = new TemporalConnections();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forPort(0)
                .addService(cluster)
                .addService(attributes)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        connections.close();
        server.shutdownNow();
    }

    @Test
    void anEmptyServerGetsEverything() {
        var findings = prepare();

        assertThat(findings).allMatch(Finding::ok);
        assertThat(findings)
                .extracting(Finding::found)
                .containsExactly("longtake (created)", "90 days", "exist (created)");
        assertThat(cluster.retentionSeconds).contains(90 * DAY);
        assertThat(attributes.custom).hasSize(3);
    }

    @Test
    void aNamespaceThatTheServerLearnsOfLaterIsWaitedFor() {
        attributes.unknownFor = 3;

        assertThat(prepare()).allMatch(Finding::ok);
        assertThat(attributes.custom).hasSize(3);
    }

    @Test
    void aPreparedServerIsNotChanged() {
        prepare();
        cluster.refusal = Optional.of(Status.PERMISSION_DENIED);
        attributes.adding = Optional.of(Status.PERMISSION_DENIED);

        assertThat(prepare()).extracting(Finding::found).containsExactly("longtake", "90 days", "exist");
    }

    @Test
    void aShorterRetentionIsExtendedAndALongerOneIsKept() {
        cluster.retentionSeconds = Optional.of(DAY);
        assertThat(prepare().get(1).found()).isEqualTo("90 days (1 before)");

        cluster.retentionSeconds = Optional.of(365 * DAY);
        assertThat(prepare().get(1).found()).isEqualTo("365 days");
        assertThat(cluster.retentionSeconds).contains(365 * DAY);
    }

    @Test
    void whatIsNotPermittedIsReportedWithACommand() {
        cluster.refusal = Optional.of(Status.PERMISSION_DENIED);
        assertThat(prepare()).singleElement().satisfies(finding -> {
            assertThat(finding.ok()).isFalse();
            assertThat(finding.found()).contains("longtake", "permission denied");
            assertThat(finding.fix())
                    .contains("temporal operator namespace create --namespace longtake --retention 90d");
        });

        cluster.retentionSeconds = Optional.of(DAY);
        attributes.adding = Optional.of(Status.PERMISSION_DENIED);
        var findings = prepare();
        assertThat(findings).extracting(Finding::ok).containsExactly(true, false, false);
        assertThat(findings.get(1).fix()).contains("namespace update --namespace longtake --retention 90d");
        assertThat(findings.get(2).fix()).contains("temporal operator search-attribute create --namespace longtake");
    }

    @Test
    void aServerThatIsAwayIsATemporaryFailure() {
        cluster.refusal = Optional.of(Status.UNAVAILABLE);

        assertThatThrownBy(this::prepare).isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void aRateLimitIsSetForEachQueueAndRemoved() {
        var set = prepare(Optional.of(RequestRate.parse("2.5")));

        assertThat(set).last().satisfies(finding -> {
            assertThat(finding.ok()).isTrue();
            assertThat(finding.found()).isEqualTo("2.5 requests per second of each account in each task queue");
        });
        assertThat(cluster.limits)
                .containsOnlyKeys("longtake", "longtake-chats", "longtake-transfers")
                .containsValue(2.5f);
        assertThat(prepare(Optional.of(RequestRate.parse("off"))))
                .last()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("no limit"));
        assertThat(cluster.limits).isEmpty();
    }

    @Test
    void aServerWithoutRateLimitsIsReportedWithTheCommand() {
        cluster.limiting = Status.UNIMPLEMENTED;

        assertThat(prepare(Optional.of(RequestRate.parse("5")))).last().satisfies(finding -> {
            assertThat(finding.ok()).isFalse();
            assertThat(finding.fix()).contains("--fairness-key-rps-limit-default");
        });
    }

    @Test
    void aRateThatWouldStopAllWorkIsRefused() {
        for (var text : List.of("0", "-1", "NaN", "fast", "")) {
            assertThatThrownBy(() -> RequestRate.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + text + "'");
        }
    }

    private List<Finding> prepare() {
        return prepare(Optional.empty());
    }

    private List<Finding> prepare(Optional<RequestRate> rate) {
        return new ServerPreparation(
                        connections,
                        TemporalTarget.embedded("127.0.0.1:" + server.getPort()),
                        java.time.Duration.ofDays(90),
                        rate)
                .run();
    }

    /** A server with one namespace. */
    private static final class Cluster extends WorkflowServiceGrpc.WorkflowServiceImplBase {
        Optional<Long> retentionSeconds = Optional.empty();
        Optional<Status> refusal = Optional.empty();
        Status limiting = Status.OK;
        final Map<String, Float> limits = new HashMap<>();

        @Override
        public void updateTaskQueueConfig(
                UpdateTaskQueueConfigRequest request, StreamObserver<UpdateTaskQueueConfigResponse> to) {
            var update = request.getUpdateFairnessKeyRateLimitDefault();
            if (update.hasRateLimit()) {
                limits.put(request.getTaskQueue(), update.getRateLimit().getRequestsPerSecond());
            } else {
                limits.remove(request.getTaskQueue());
            }
            FakeSearchAttributes.answer(
                    Optional.of(limiting).filter(status -> !status.isOk()),
                    to,
                    UpdateTaskQueueConfigResponse.getDefaultInstance());
        }

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> to) {
            FakeSearchAttributes.answer(Optional.empty(), to, GetSystemInfoResponse.getDefaultInstance());
        }

        @Override
        public void describeNamespace(DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> to) {
            FakeSearchAttributes.answer(
                    retentionSeconds.isPresent() ? Optional.empty() : Optional.of(Status.NOT_FOUND),
                    to,
                    DescribeNamespaceResponse.newBuilder()
                            .setConfig(NamespaceConfig.newBuilder()
                                    .setWorkflowExecutionRetentionTtl(
                                            Duration.newBuilder().setSeconds(retentionSeconds.orElse(0L))))
                            .build());
        }

        @Override
        public void registerNamespace(RegisterNamespaceRequest request, StreamObserver<RegisterNamespaceResponse> to) {
            if (refusal.isEmpty()) {
                retentionSeconds = Optional.of(
                        request.getWorkflowExecutionRetentionPeriod().getSeconds());
            }
            FakeSearchAttributes.answer(refusal, to, RegisterNamespaceResponse.getDefaultInstance());
        }

        @Override
        public void updateNamespace(UpdateNamespaceRequest request, StreamObserver<UpdateNamespaceResponse> to) {
            if (refusal.isEmpty()) {
                retentionSeconds = Optional.of(
                        request.getConfig().getWorkflowExecutionRetentionTtl().getSeconds());
            }
            FakeSearchAttributes.answer(refusal, to, UpdateNamespaceResponse.getDefaultInstance());
        }
    }
}
