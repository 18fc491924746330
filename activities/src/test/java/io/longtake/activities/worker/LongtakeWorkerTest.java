package io.longtake.activities.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.nemo.NemoTimeouts;
import io.longtake.workflows.ActivityTerms;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker with a backend whose chats stay open until the test ends. */
@Timeout(120)
class LongtakeWorkerTest {
    /** More than the short calls that a worker carries out at the same time. */
    private static final int CHATS = 150;

    private static final String ACCOUNT = "account-1";
    private static final BackendSession SESSION = new BackendSession("s1", Optional.empty(), Optional.empty());

    private static final ChatLimits LIMITS =
            new ChatLimits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10));
    private static final NemoTimeouts LONG_ENOUGH = new NemoTimeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofMinutes(2));

    @TempDir
    Path home;

    private final CountDownLatch openChats = new CountDownLatch(CHATS);
    private final CountDownLatch firstChat = new CountDownLatch(1);
    private final CountDownLatch chatsMayEnd = new CountDownLatch(1);
    private FakeCloud cloud;
    private TestWorkflowEnvironment server;

    /** Keeps chats open. */
    @WorkflowInterface
    public interface Chats {
        @WorkflowMethod(name = "Chats")
        void run(String origin, int chats);
    }

    public static final class ChatsImpl implements Chats {
        @Override
        public void run(String origin, int chats) {
            ChatActivities chat =
                    Workflow.newActivityStub(ChatActivities.class, ActivityTerms.chat("chat", LIMITS.deadline()));
            AccountLease account = new AccountLease(ACCOUNT, origin, 0);
            Promise.allOf(IntStream.range(0, chats)
                            .mapToObj(i -> Async.function(
                                    chat::chat, new ChatRequest(account, SESSION, "intent-" + i, "brighter", LIMITS)))
                            .toList())
                    .get();
        }
    }

    /** A short call. */
    @WorkflowInterface
    public interface Reading {
        @WorkflowMethod(name = "Reading")
        String run(String origin);
    }

    public static final class ReadingImpl implements Reading {
        @Override
        public String run(String origin) {
            // The product's workflows run on the queue of the short calls, this one on its own.
            ActivityOptions options = ActivityOptions.newBuilder(ActivityTerms.shortCall("read the timeline"))
                    .setTaskQueue(TaskQueue.SESSIONS.queueName())
                    .build();
            return Workflow.newActivityStub(SessionActivities.class, options)
                    .readTimeline(new ReadTimeline(new AccountLease(ACCOUNT, origin, 0), SESSION))
                    .draft()
                    .sha256();
        }
    }

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud();
        cloud.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getTarget().endsWith("/run_sse")) {
                    openChats.countDown();
                    firstChat.countDown();
                    chatsMayEnd.await();
                    return FakeCloud.events("").build();
                }
                return FakeCloud.json(
                                200, "{\"code\":0,\"data\":{\"state\":{\"draft\":{\"t\":[]},\"video_infos\":[]}}}")
                        .build();
            }
        });
        server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        Worker worker = server.newWorker("test");
        worker.registerWorkflowImplementationTypes(ChatsImpl.class, ReadingImpl.class);
        server.start();
    }

    @AfterEach
    void stop() {
        chatsMayEnd.countDown();
        server.close();
        cloud.close();
    }

    @Test
    void openChatsDelayNoShortCall() throws Exception {
        try (LongtakeWorker ignored = LongtakeWorker.start(server.getWorkflowClient(), config())) {
            startAccount();
            Chats chats = workflow(Chats.class, "chats");
            WorkflowClient.start(chats::run, cloud.origin(), CHATS);
            assertThat(openChats.await(60, TimeUnit.SECONDS))
                    .as("%s chats are open at the same time", CHATS)
                    .isTrue();

            String sha256 = workflow(Reading.class, "reading").run(cloud.origin());

            assertThat(sha256).hasSize(64);
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads for the heartbeats of %s chats", CHATS)
                    .filteredOn(thread -> thread.getName().startsWith("heartbeats"))
                    .hasSizeLessThan(CHATS / 2);
            chatsMayEnd.countDown();
        }
    }

    @Test
    void aWorkerThatStopsFinishesItsOpenChat() throws Exception {
        LongtakeWorker worker =
                LongtakeWorker.start(server.getWorkflowClient(), config().withStopTimeout(Duration.ofMinutes(1)));
        startAccount();
        CompletableFuture<Void> chatted =
                WorkflowClient.execute(workflow(Chats.class, "chats")::run, cloud.origin(), 1);
        assertThat(firstChat.await(60, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(worker::close);
        while (!worker.isStopping()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(stopped).as("an open chat is waited for").isNotDone();
        chatsMayEnd.countDown();

        assertThat(chatted).as("the chat's result was delivered").succeedsWithin(Duration.ofSeconds(30));
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(30));
        assertThat(openChats.getCount()).as("the message was sent once").isEqualTo(CHATS - 1);
    }

    /** The SDK refuses a versioned worker if a workflow does not state what happens to it with a new version. */
    @Test
    void aVersionedWorkerKnowsWhatToDoWithEachWorkflow() {
        WorkerConfig versioned = config().withDeployment(Optional.of(new DeploymentVersion("films", "b1")));

        LongtakeWorker.start(server.getWorkflowClient(), versioned).close();
    }

    @Test
    void aVersionThatTheServerWouldRefuseIsRefusedAtOnce() {
        for (String name : List.of("", " ", "a:b", "a.b")) {
            assertThatThrownBy(() -> new DeploymentVersion(name, "b1")).hasMessageContaining("'" + name + "'");
        }
        assertThatThrownBy(() -> new DeploymentVersion("films", "b:1")).hasMessageContaining("'b:1'");
    }

    private <T> T workflow(Class<T> type, String id) {
        return server.getWorkflowClient()
                .newWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue("test")
                                .build());
    }

    private WorkerConfig config() {
        return WorkerConfig.of(home, "home-1", FakeCloud.HEADERS)
                .withTimeouts(LONG_ENOUGH)
                .withStopTimeout(Duration.ofSeconds(1));
    }

    private void startAccount() throws Exception {
        Sealer sealer = new Sealer(new KeyRing(home));
        sealer.prepare();
        AccountWorkflow account = server.getWorkflowClient()
                .newWorkflowStub(
                        AccountWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ACCOUNT)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        WorkflowClient.start(
                account::run,
                new AccountInput(
                        ACCOUNT,
                        cloud.origin(),
                        "client-1",
                        Optional.of(sealer.seal(FakeCloud.TOKEN, ACCOUNT, cloud.origin())),
                        Optional.empty()));
    }
}
