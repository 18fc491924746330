package io.longtake.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestBook;
import io.longtake.cli.request.RequestContent;
import io.longtake.cli.request.RequestIdentity;
import io.longtake.cli.temporal.ServerUnavailableException;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.api.workflowservice.v1.ExecuteMultiOperationRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses Temporal's in-memory server. */
class SessionsTest {
    @TempDir
    Path folder;

    private final TemporalConnections connections = new TemporalConnections();
    private final ServerCalls serverCalls = new ServerCalls(() -> {});
    private final AtomicBoolean away = new AtomicBoolean();
    private TestServer.PortBoundTestServer server;
    private TemporalTarget target;
    private Sessions sessions;
    private SessionQueues queues;
    private SessionControl control;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        server = TestServer.createPortBoundServer(port);
        target = TemporalTarget.embedded("127.0.0.1:" + port);
        var client = new ServerClient(
                () -> {
                    if (away.getAndSet(false)) {
                        throw new ServerUnavailableException();
                    }
                    return target;
                },
                connections,
                serverCalls,
                new PayloadEncryption(new KeyRing(folder), () -> false));
        sessions = new Sessions(client);
        queues = new SessionQueues(client);
        control = new SessionControl(client);
    }

    @AfterEach
    void stop() {
        serverCalls.close();
        connections.close();
        server.close();
    }

    /** While a command follows a job, another command may restart the server. */
    @Test
    void aCallIsRepeatedWhileTheServerIsUnavailable() {
        away.set(true);

        assertThat(sessions.pendingActivities("nothing-of-that-name")).isEmpty();
        assertThat(away).isFalse();
    }

    @Test
    void theRestOfARequestIsNotSentToAnotherSessionOfThatName() {
        client().newUntypedWorkflowStub(
                        "EditSessionWorkflow",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("session-fz")
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build())
                .start();
        var wish = RequestContent.of("edit").with("prompt", "brighter");
        var book = new RequestBook(folder, Clock.systemUTC());
        book.record(wish, new RequestIdentity.ByContent(), "fz").belongsTo("the first run of the one before");
        var resumed = book.find(wish, new RequestIdentity.ByContent()).orElseThrow();

        var refused = catchThrowableOfType(
                CommandFailure.class,
                () -> queues.enqueue("fz", List.of(new TurnSpec.Edit("brighter")), JobTerms.NONE, resumed));

        assertThat(refused.type()).isEqualTo("NoSuchSession");
        assertThat(refused.sentence()).contains("sent this request, is closed");
        assertThat(book.find(wish, new RequestIdentity.ByContent()))
                .as("the same command now starts a new request")
                .isEmpty();
    }

    /** The next step of a command depends on whether a request without an answer was received. */
    @Test
    void aRequestWithoutAnAnswerIsChecked() {
        var workers = startedWorkers();
        try {
            var spec = new SessionSpec("fz", "account", "studio", "en", SessionPolicy.defaults(), false);
            var book = new RequestBook(folder, Clock.systemUTC());
            var arrived = RequestContent.of("rebuild").with("session", "arrived");
            var lost = RequestContent.of("rebuild").with("session", "lost");
            var numbers = queues.startAndEnqueue(
                            spec,
                            List.of(new TurnSpec.Edit("brighter")),
                            record(book, arrived).id(),
                            JobTerms.NONE,
                            Urgency.AWAITED)
                    .numbers();
            record(book, lost);

            var found = record(book, arrived);

            assertThat(queues.hasAccepted("fz", found)).isTrue();
            assertThat(found.turns()).isEqualTo(numbers);
            assertThat(queues.hasAccepted("fz", record(book, lost))).isFalse();
            assertThat(record(book, lost).isResumed()).as("it can be sent now").isTrue();
        } finally {
            workers.shutdownNow();
        }
    }

    /** A command that waits asks the session only when the mark has changed, because queries are billed and occupy a worker. */
    @Test
    void theMarkOfTheHistoryChangesWithTheSessionAndNotWithQuestions() {
        var workers = startedWorkers();
        try {
            var spec = new SessionSpec("fz", "account", "studio", "en", SessionPolicy.defaults(), false);
            control.start(spec);
            sessions.view("fz");
            var mark = sessions.historyMark("fz");

            var before = sessions.progress("fz").queued();
            assertThat(sessions.historyMark("fz")).isEqualTo(mark);

            queues.startAndEnqueue(
                    spec, List.of(new TurnSpec.Edit("brighter")), "request", JobTerms.NONE, Urgency.AWAITED);
            queues.startAndEnqueue(
                    spec, List.of(new TurnSpec.Edit("darker")), "another", JobTerms.NONE, Urgency.AWAITED);
            assertThat(sessions.progress("fz").queued()).isGreaterThan(before);
            assertThat(sessions.historyMark("fz")).isNotEqualTo(mark);
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void aSessionStartsWithThePriorityOfItsCommandAndItsAccountAsFairnessKey() {
        var started = new ArrayList<StartWorkflowExecutionRequest>();
        var recorded = recording(target, started);
        var workers = startedWorkers();
        try (var connection = new TemporalConnections()) {
            var recording = new ServerClient(
                    () -> recorded, connection, serverCalls, new PayloadEncryption(new KeyRing(folder), () -> false));
            new SessionQueues(recording)
                    .startAndEnqueue(
                            new SessionSpec("row", "account-1", "studio", "en", SessionPolicy.defaults(), false),
                            List.of(new TurnSpec.Edit("brighter")),
                            "request-1",
                            JobTerms.NONE,
                            Urgency.BATCH);
            new SessionControl(recording)
                    .start(new SessionSpec("new", "account-1", "studio", "en", SessionPolicy.defaults(), false));
        } finally {
            workers.shutdownNow();
        }

        assertThat(started)
                .extracting(request -> request.getWorkflowId() + " "
                        + request.getPriority().getPriorityKey() + " "
                        + request.getPriority().getFairnessKey())
                .containsExactly("session-row 4 account-1", "session-new 2 account-1");
    }

    private WorkerFactory startedWorkers() {
        var workers = WorkerFactory.newInstance(client());
        workers.newWorker(TaskQueue.SESSIONS.queueName())
                .registerWorkflowImplementationTypes(EditSessionWorkflowImpl.class);
        workers.start();
        return workers;
    }

    /** The same server, with a record of the workflows that are started there. */
    private static TemporalTarget recording(TemporalTarget target, List<StartWorkflowExecutionRequest> started) {
        ClientInterceptor recorder = new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(
                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void sendMessage(Q message) {
                        if (message instanceof StartWorkflowExecutionRequest start) {
                            started.add(start);
                        }
                        if (message instanceof ExecuteMultiOperationRequest both) {
                            started.add(both.getOperations(0).getStartWorkflow());
                        }
                        super.sendMessage(message);
                    }
                };
            }
        };
        return new TemporalTarget(
                target.address(),
                target.namespace(),
                WorkflowServiceStubsOptions.newBuilder(target.options())
                        .setGrpcClientInterceptors(List.of(recorder))
                        .build(),
                target.proxy());
    }

    private static Request record(RequestBook book, RequestContent wish) {
        return book.record(wish, new RequestIdentity.ByContent(), "fz");
    }

    private WorkflowClient client() {
        return WorkflowClient.newInstance(
                connections.to(target),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(target.namespace())
                        .setDataConverter(Payloads.converter())
                        .build());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
