package io.longtake.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.activities.nemo.NemoHeaders;
import io.longtake.activities.worker.LongtakeWorker;
import io.longtake.activities.worker.WorkerConfig;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.load.backend.Ledger;
import io.longtake.load.backend.Script;
import io.longtake.load.backend.ScriptedBackend;
import io.longtake.load.plain.NaiveActivitiesImpl;
import io.longtake.load.plain.NaiveWorkflow;
import io.longtake.load.plain.NaiveWorkflowImpl;
import io.longtake.load.plain.PlainBackend;
import io.longtake.load.plain.PlainJob;
import io.longtake.load.product.Product;
import io.temporal.client.WorkflowOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One job of each program that the load test compares, with an in-memory Temporal server. */
@Timeout(120)
class SameRequestsTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Script SCRIPT = new Script(Duration.ofMillis(300), Duration.ofMillis(100), 2, 4096);
    private static final String PROMPT = "Zoom in slowly.";
    private static final byte[] PHOTO = {1, 2, 3};

    @TempDir
    Path folder;

    private ScriptedBackend backend;
    private TestServer.PortBoundTestServer server;
    private Product product;

    @BeforeEach
    void start() throws IOException {
        backend = ScriptedBackend.start(0, SCRIPT);
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port);
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        product = new Product(new Environment(
                Map.of(
                        "TEMPORAL_ADDRESS", "127.0.0.1:" + port,
                        "LONGTAKE_HOME", folder.resolve("home").toString(),
                        "LONGTAKE_BACKEND", backend.url(),
                        "HOME", folder.toString()),
                folder,
                nullOutput,
                nullOutput,
                false));
    }

    @AfterEach
    void stop() {
        product.close();
        server.close();
        backend.close();
    }

    private Map<String, Long> requestsOfALoop() throws Exception {
        try (ScriptedBackend other = ScriptedBackend.start(0, SCRIPT)) {
            Path film = folder.resolve("loop.mp4");
            new PlainJob(new PlainBackend(other.url()), PHOTO).run("loop", PROMPT, INTERVAL, film);
            assertThat(film).hasSize(SCRIPT.filmBytes());
            return other.ledger().requests();
        }
    }

    @Test
    void aPlainLoopMakesTheSameRequestsAsASession() throws Exception {
        HomeFolder home = HomeFolder.open(folder.resolve("home"));
        Path photo = Files.write(folder.resolve("photo.jpg"), PHOTO);
        Path film = folder.resolve("film.mp4");
        try (LongtakeWorker worker = LongtakeWorker.start(
                product.client(),
                WorkerConfig.of(home.root(), home.id(), new NemoHeaders("source", "version", "platform")))) {
            assertThat(worker).isNotNull();
            product.prepareAccount();
            product.enqueue(product.spec("one", INTERVAL), product.job(product.photo(photo), PROMPT, film));
            product.awaitIdle("one");
        }

        assertThat(film).hasSize(SCRIPT.filmBytes());
        assertThat(backend.ledger().totals()).isEqualTo(new Ledger.Totals(1, 1, 0, 0, 0, 0));
        assertThat(requestsOfALoop()).isEqualTo(backend.ledger().requests());
    }

    @Test
    void theNaiveWorkflowMakesAFilm() throws Exception {
        Path film = folder.resolve("naive.mp4");
        var client = product.client();
        WorkerFactory factory = WorkerFactory.newInstance(client);
        var worker = factory.newWorker(NaiveWorkflow.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(NaiveWorkflowImpl.class);
        worker.registerActivitiesImplementations(new NaiveActivitiesImpl(new PlainBackend(backend.url()), PHOTO));
        factory.start();
        try {
            client.newWorkflowStub(
                            NaiveWorkflow.class,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("naive")
                                    .setTaskQueue(NaiveWorkflow.TASK_QUEUE)
                                    .build())
                    .run("naive", PROMPT, INTERVAL.toMillis(), film.toString());
        } finally {
            factory.shutdownNow();
        }

        assertThat(film).hasSize(SCRIPT.filmBytes());
        assertThat(backend.ledger().totals()).isEqualTo(new Ledger.Totals(1, 1, 0, 0, 0, 0));
    }

    @Test
    void aHeldChatEndsWhenItIsReleased() throws Exception {
        var plain = new PlainBackend(backend.url());
        backend.release();

        new PlainJob(plain, PHOTO)
                .run("held", PROMPT + Script.HOLD_CHAT + Script.HOLD_RENDER, INTERVAL, folder.resolve("held.mp4"));

        assertThat(folder.resolve("held.mp4")).exists();
        assertThat(backend.ledger().arrivals()).containsKey(PROMPT + Script.HOLD_CHAT + Script.HOLD_RENDER);
    }
}
