package io.longtake.load.product;

import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.encryption.PayloadEncryption;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.client.Accounts;
import io.longtake.cli.client.Backend;
import io.longtake.cli.client.Backends;
import io.longtake.cli.client.JobTerms;
import io.longtake.cli.client.ServerCalls;
import io.longtake.cli.client.ServerClient;
import io.longtake.cli.client.SessionControl;
import io.longtake.cli.client.SessionQueues;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.client.Urgency;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalTarget;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An installation whose server and worker run: the one that {@code LONGTAKE_HOME}, {@code TEMPORAL_ADDRESS} and
 * {@code LONGTAKE_BACKEND} name.
 */
public final class Product implements AutoCloseable {
    private final TemporalTarget target;
    private final TemporalConnections connections = new TemporalConnections();
    private final ServerCalls calls = new ServerCalls(() -> {});
    private final HomeFolder home;
    private final Backend backend;
    private final PayloadEncryption payloads;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SessionQueues queues;
    private final SessionControl control;

    public Product(Environment environment) {
        this.target = TemporalTarget.configured(environment)
                .orElseThrow(() -> new IllegalArgumentException("TEMPORAL_ADDRESS is not set."));
        this.home = HomeFolder.open(Path.of(required(environment, "LONGTAKE_HOME")));
        this.backend = Backends.resolve(required(environment, "LONGTAKE_BACKEND"), environment, home);
        this.payloads = PayloadEncryption.ofHome(home.root(), new KeyRing(home.root()));
        var server = new ServerClient(() -> target, connections, calls, payloads);
        this.accounts = new Accounts(server);
        this.sessions = new Sessions(server);
        this.queues = new SessionQueues(server);
        this.control = new SessionControl(server);
    }

    private static String required(Environment environment, String variable) {
        return environment
                .variable(variable)
                .orElseThrow(() -> new IllegalArgumentException(variable + " is not set."));
    }

    public Sessions sessions() {
        return sessions;
    }

    public SessionControl control() {
        return control;
    }

    public String backendUrl() {
        return backend.origin();
    }

    public WorkflowClient client() {
        return WorkflowClient.newInstance(
                connections.to(target),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(target.namespace())
                        .setDataConverter(payloads.converter())
                        .build());
    }

    /** Ensures that the account has a token, as a command does before it queues work. */
    public void prepareAccount() {
        var account = accounts.ready(backend, Optional.empty());
        if (!account.ready()) {
            throw new IllegalStateException("The backend gave no token: " + account.failure());
        }
    }

    /** A photo in the media store. */
    public MediaRef photo(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return FileMediaStore.ofHome(home.root()).put(bytes, "photo.jpg", "image/jpeg");
        }
    }

    /** @param pollInterval wait between two polls of a render */
    public SessionSpec spec(String name, Duration pollInterval) {
        SessionPolicy contract = SessionPolicy.defaults();
        SessionPolicy policy = new SessionPolicy(
                contract.chat(),
                contract.verifyFirst(),
                contract.verifyEvery(),
                contract.verifyAttempts(),
                pollInterval,
                contract.renderDeadline(),
                contract.renderLostAfter(),
                contract.rateLimitDelay());
        return new SessionSpec(name, backend.accountId(), backend.origin(), "en", policy, true);
    }

    /** The turns of the main job: a photo, an edit, an export. */
    public List<TurnSpec> job(MediaRef photo, String prompt, Path output) {
        return List.of(
                new FileLists(FileMediaStore.ofHome(home.root())).adding(List.of(photo), false),
                new TurnSpec.Edit(prompt),
                new TurnSpec.Export(Optional.of(
                        new Delivery(home.id(), output.toAbsolutePath().toString()))));
    }

    /** Queues work in a session, and starts the session if necessary, as {@code make} does. */
    public void enqueue(SessionSpec spec, List<TurnSpec> turns) {
        queues.startAndEnqueue(spec, turns, UUID.randomUUID().toString(), JobTerms.NONE, Urgency.AWAITED);
    }

    /** Waits until the session has nothing left to do. */
    public void awaitIdle(String name) throws InterruptedException {
        while (!sessions.progress(name).idle()) {
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        calls.close();
        connections.close();
    }
}
