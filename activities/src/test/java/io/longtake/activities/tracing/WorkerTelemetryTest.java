package io.longtake.activities.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.metrics.Metric;
import io.longtake.activities.metrics.MetricsServer;
import io.longtake.activities.metrics.WorkerMetrics;
import io.longtake.activities.telemetry.Telemetry;
import io.longtake.activities.worker.LongtakeWorker;
import io.longtake.activities.worker.WorkerConfig;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.SessionInput;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics and traces of a worker that runs a session whose only edit is refused, because the account has no credits. */
@Timeout(120)
class WorkerTelemetryTest {
    /** The SDK reports its metrics at intervals, this one last. */
    private static final Pattern LAST_SDK_METRIC =
            Pattern.compile("temporal_long_request_total\\{.*operation=\"ExecuteMultiOperation\"");

    private static final String ACCOUNT = "account-1";
    private static final String NAME = "wedding-of-anna";
    private static final String PROMPT = "make the sunflowers glow";

    @TempDir
    Path home;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.to(SimpleSpanProcessor.create(spans));
    private final WorkerMetrics metrics = new WorkerMetrics();
    private FakeCloud cloud;
    private TestWorkflowEnvironment server;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud();
        cloud.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return FakeCloud.json(200, "{\"code\":2001,\"message\":\"no credits left\"}")
                        .build();
            }
        });
        server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setMetricsScope(metrics.sdkScope())
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setMetricsScope(metrics.sdkScope())
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        cloud.close();
        metrics.close();
        tracing.close();
    }

    @Test
    void theMetricsShowTurnsStepsAndRequestsAndNothingOfTheUser() throws Exception {
        try (LongtakeWorker ignored = worker(Telemetry.NONE.with(metrics));
                MetricsServer endpoint =
                        MetricsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics)) {
            assertThat(scrape(endpoint)).contains("longtake_turns_total{kind=\"edit\",outcome=\"failed\"} 0.0");

            edit(server.getWorkflowClient());

            String text = scrape(endpoint);
            assertThat(text)
                    .contains("longtake_turns_total{kind=\"edit\",outcome=\"failed\"} 1.0")
                    .contains("longtake_turns_total{kind=\"edit\",outcome=\"unknown\"} 0.0")
                    .contains("longtake_turn_queue_seconds_count{kind=\"edit\"} 1")
                    .contains("longtake_step_seconds_count{outcome=\"no_credits\",step=\"session\"} 1")
                    .contains(
                            "longtake_backend_request_seconds_count{outcome=\"no_credits\",route=\"session\",status=\"200\"} 1")
                    .contains("jvm_threads_live_threads");
            assertThat(awaitSdkMetrics(endpoint))
                    .contains("temporal_activity_schedule_to_start_latency_seconds_bucket")
                    .doesNotContain("temporal_request_latency_seconds_bucket")
                    // The SDK gives this operation more labels than others.
                    .containsPattern(LAST_SDK_METRIC);
            for (Metric metric : Metric.values()) {
                assertThat(text).contains("# TYPE " + metric.prometheusName() + " ");
            }
            assertThat(scrape(endpoint)).doesNotContain(NAME, "sunflowers", FakeCloud.TOKEN.reveal(), ACCOUNT, "nmv_");
        }
    }

    @Test
    void aTraceLeadsFromTheCommandOverTurnAndStepToTheRequest() throws Exception {
        WorkerTracing observer = new WorkerTracing(tracing);
        CommandTracing command = new CommandTracing(tracing, "edit", Optional.empty());
        WorkflowClient client = WorkflowClient.newInstance(
                server.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(server.getNamespace())
                        .setDataConverter(Payloads.converter())
                        .setInterceptors(command)
                        .build());
        try (LongtakeWorker ignored = worker(Telemetry.NONE.with(observer))) {
            edit(client);
        }
        command.ended(OptionalInt.of(0));

        Map<String, SpanData> byId = spans.getFinishedSpanItems().stream()
                .collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
        SpanData request = byId.values().stream()
                .filter(span -> span.getName().equals("request session"))
                .findFirst()
                .orElseThrow();
        assertThat(pathTo(request, byId))
                .containsExactly("longtake edit", "update enqueue", "turn edit", "session", "request session");
        assertThat(byId.values()).extracting(SpanData::getTraceId).containsOnly(request.getTraceId());
        assertThat(byId.values().toString()).doesNotContain("sunflowers", "nmv_", "no credits left");
        RecordedRequest sent = cloud.asked();
        assertThat(sent.getHeaders().get("traceparent"))
                .isEqualTo("00-" + request.getTraceId() + "-" + request.getSpanId() + "-01");
    }

    private static List<String> pathTo(SpanData span, Map<String, SpanData> byId) {
        SpanData parent = byId.get(span.getParentSpanId());
        List<String> path = parent == null ? new java.util.ArrayList<>() : pathTo(parent, byId);
        path.add(span.getName());
        return path;
    }

    /** Runs a session until its edit has failed. */
    private void edit(WorkflowClient client) throws Exception {
        Sealer sealer = new Sealer(new KeyRing(home));
        sealer.prepare();
        AccountWorkflow account = server.getWorkflowClient().newWorkflowStub(AccountWorkflow.class, options(ACCOUNT));
        WorkflowClient.start(
                account::run,
                new AccountInput(
                        ACCOUNT,
                        cloud.origin(),
                        "client-1",
                        Optional.of(sealer.seal(FakeCloud.TOKEN, ACCOUNT, cloud.origin())),
                        Optional.empty()));
        SessionSpec spec = new SessionSpec(NAME, ACCOUNT, cloud.origin(), "en", SessionPolicy.defaults(), false);
        EditSessionWorkflow session =
                client.newWorkflowStub(EditSessionWorkflow.class, options(SessionSpec.workflowId(NAME)));
        WorkflowClient.executeUpdateWithStart(
                session::enqueue,
                new EnqueueTurns("request-1", List.of(new TurnSpec.Edit(PROMPT)), Optional.empty(), Optional.empty()),
                UpdateOptions.<io.longtake.workflows.session.Enqueued>newBuilder()
                        .setResultClass(io.longtake.workflows.session.Enqueued.class)
                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                        .build(),
                new WithStartWorkflowOperation<>(session::run, new SessionInput(spec, Optional.empty(), false)));
        while (!session.progress().idle()) {
            Thread.sleep(20);
        }
        session.close("request-2");
        session.run(new SessionInput(spec, Optional.empty(), false));
    }

    private static WorkflowOptions options(String workflowId) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build();
    }

    private LongtakeWorker worker(Telemetry telemetry) {
        return LongtakeWorker.start(
                server.getWorkflowClient(),
                WorkerConfig.of(home, "home-1", FakeCloud.HEADERS)
                        .withTimeouts(FakeCloud.QUICK)
                        .withStopTimeout(Duration.ofSeconds(1))
                        .withTelemetry(telemetry));
    }

    /** The SDK passes its metrics on every few seconds. */
    private static String awaitSdkMetrics(MetricsServer endpoint) throws Exception {
        String text = "";
        for (int tries = 0; tries < 200 && !LAST_SDK_METRIC.matcher(text).find(); tries++) {
            text = scrape(endpoint);
            Thread.sleep(100);
        }
        return text;
    }

    private static String scrape(MetricsServer endpoint) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return answer;
        }
    }
}
