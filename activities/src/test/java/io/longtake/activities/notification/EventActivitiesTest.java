package io.longtake.activities.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.credential.KeyRing;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.notification.NotificationWorkflowImpl;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.JobEnd;
import io.longtake.workflows.session.NotificationEnded;
import io.longtake.workflows.session.NotificationWorkflow;
import io.longtake.workflows.session.NotifyAddress;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events over real HTTP, with the retries of Temporal's in-memory server. */
@Timeout(60)
class EventActivitiesTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String PATH = "/hook/private?key=4711";
    private static final byte[] BODY = "{\"status\":\"completed\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    Path home;

    private final MockWebServer server = new MockWebServer();
    private EventActivities activities;

    @BeforeEach
    void start() throws IOException {
        server.start();
        activities = new EventActivities(
                new ReceiverSealer(new KeyRing(home)),
                end -> BODY,
                new HttpClients(Map.of()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        activities.close();
        server.close();
    }

    private void answer(int status, String... header) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status);
        if (header.length > 0) {
            answer.setHeader(header[0], header[1]);
        }
        server.enqueue(answer.build());
    }

    private JobEnd end(boolean anyAddress) throws IOException {
        Receiver receiver = new Receiver(server.url(PATH).toString(), SECRET, anyAddress);
        return end(new ReceiverSealer(new KeyRing(home)).seal(receiver, server.getHostName(), "holiday"));
    }

    private static JobEnd end(NotifyAddress address) {
        return new JobEnd(
                "holiday", "r1", "event-1", address, List.of(), List.of(), Optional.empty(), NOW.toEpochMilli());
    }

    private static void assertFailure(ApplicationFailure failure, FailureType type, String message) {
        assertThat(failure.getType()).isEqualTo(type.name());
        assertThat(failure.getOriginalMessage()).isEqualTo(message);
        assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
    }

    private ApplicationFailure failure(JobEnd end) {
        try {
            activities.notifyEnd(end);
        } catch (ApplicationFailure failure) {
            return failure;
        }
        throw new AssertionError("the event was delivered");
    }

    /** What a receiver computes. */
    private static String signature(String time, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void anEventIsPostedOnceWithItsIdAndASignatureOfTimeAndBody() throws Exception {
        answer(204);

        activities.notifyEnd(end(true));

        RecordedRequest request = server.takeRequest();
        byte[] body = Objects.requireNonNull(request.getBody()).toByteArray();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(PATH);
        assertThat(body).isEqualTo(BODY);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Longtake-Event-Id")).isEqualTo("event-1");
        String time = Long.toString(NOW.getEpochSecond());
        assertThat(request.getHeaders().get("Longtake-Signature"))
                .isEqualTo("t=" + time + ",v1=" + signature(time, body));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aReceiverThatFailsGetsTheSameEventAgain() throws Exception {
        answer(500);
        answer(503, "Retry-After", "120");
        answer(200);

        assertThat(delivered(end(true)).failure()).isEmpty();

        assertThat(server.getRequestCount()).isEqualTo(3);
        for (int attempt = 0; attempt < 3; attempt++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getHeaders().get("Longtake-Event-Id")).isEqualTo("event-1");
            assertThat(Objects.requireNonNull(request.getBody()).toByteArray()).isEqualTo(BODY);
        }
    }

    private NotificationEnded delivered(JobEnd end) {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
            Worker worker = temporal.newWorker(TaskQueue.SESSIONS.queueName());
            worker.registerWorkflowImplementationTypes(NotificationWorkflowImpl.class);
            worker.registerActivitiesImplementations(activities);
            temporal.start();
            return temporal.getWorkflowClient()
                    .newWorkflowStub(
                            NotificationWorkflow.class,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("notification-1")
                                    .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                    .build())
                    .deliver(end);
        }
    }

    @Test
    void theReceiversPauseIsUsedUpToAnHour() throws IOException {
        answer(503, "Retry-After", "120");
        answer(429, "Retry-After", "86400");

        assertThat(failure(end(true)).getNextRetryDelay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(failure(end(true)).getNextRetryDelay()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aRedirectToLoopbackIsNotFollowed() throws Exception {
        try (MockWebServer inside = new MockWebServer()) {
            inside.start();
            answer(307, "Location", inside.url("/admin").toString());

            assertThat(delivered(end(true)).failure())
                    .contains(new Failure(
                            FailureType.NOTIFY_REFUSED,
                            server.getHostName() + " answered with a redirect (HTTP 307), which is not followed."
                                    + " Specify the final URL."));

            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(inside.getRequestCount()).isZero();
        }
    }

    @Test
    void anAddressOfThisMachineIsRefusedUnlessTheUserAllowedIt() throws IOException {
        ApplicationFailure failure = failure(end(false));

        assertThat(failure.getType()).isEqualTo(FailureType.NOTIFY_REFUSED.name());
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage())
                .startsWith("The address at " + server.getHostName() + " can't be used. It is not allowed: ")
                .doesNotContain("4711");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aReceiverThatIsGoneGetsNoFurtherAttempt() throws IOException {
        answer(410);

        assertFailure(
                failure(end(true)),
                FailureType.NOTIFY_REFUSED,
                server.getHostName() + " wants no more events (HTTP 410).");
    }

    @Test
    void aClosedPortIsTriedAgainAndItsUrlIsNotShown() throws IOException {
        JobEnd end = end(true);
        String host = server.getHostName();
        server.close();

        assertFailure(failure(end), FailureType.NOT_NOTIFIED, "The connection to " + host + " failed or broke.");
    }

    @Test
    void aSealedReceiverShowsItsHostOnlyAndOpensForItsSessionOnly() throws IOException {
        ReceiverSealer sealer = new ReceiverSealer(new KeyRing(home));
        Receiver receiver = new Receiver("https://hooks.example/private?key=4711", SECRET, false);

        NotifyAddress sealed = sealer.seal(receiver, "hooks.example", "holiday");

        assertThat(Payloads.mapper().writeValueAsString(sealed))
                .contains("hooks.example")
                .doesNotContain("private", "4711", SECRET);
        assertThat(receiver.toString()).doesNotContain("hooks", SECRET);
        assertThat(sealer.open(sealed, "holiday")).isEqualTo(receiver);
        assertThatThrownBy(() -> sealer.open(sealed, "another"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be decrypted with the key");
    }
}
