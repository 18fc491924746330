package io.longtake.activities.worker;

import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.account.CredentialResolver;
import io.longtake.activities.account.KeySealActivities;
import io.longtake.activities.account.LeaseSource;
import io.longtake.activities.account.NemoAccountActivities;
import io.longtake.activities.chat.NemoChatActivities;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.LocalContent;
import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.render.NemoRenderActivities;
import io.longtake.activities.render.StudioFilms;
import io.longtake.activities.session.NemoSessionActivities;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.account.AccountWorkflowImpl;
import io.longtake.workflows.render.RenderWorkflowImpl;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running worker. It holds nothing that isn't on the disk or at the Temporal server: it may be killed at any time, and another
 * one goes on.
 */
public final class LongtakeWorker implements AutoCloseable {
    /** A machine that renders at the same time leaves a workflow thread waiting longer than the usual second. */
    private static final long DEADLOCK_MILLIS = 15_000;
    /** So that a person sees what a chat says within a second or two. */
    private static final Duration BEAT_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final Duration DOWNLOAD_STALL = Duration.ofSeconds(60);
    /** A query takes 10 ms, some seconds after a worker was killed; a chat has to beat within 20 s. */
    private static final Duration ACCOUNT_PATIENCE = Duration.ofSeconds(12);

    private static final int ACTIVITIES_AT_ONCE = 100;
    private static final int FIRST_JDK_OF_VIRTUAL_THREADS = 21;

    private final WorkerFactory factory;
    private final NemoClients clients;
    private final Downloader downloader;
    private final Duration patience;

    private LongtakeWorker(WorkerFactory factory, NemoClients clients, Downloader downloader, Duration patience) {
        this.factory = factory;
        this.clients = clients;
        this.downloader = downloader;
        this.patience = patience;
    }

    /**
     * Starts working. The client's payloads are those of {@code Payloads.converter()}; its service stubs are best made with
     * {@link #patientRpc()}.
     */
    public static LongtakeWorker start(WorkflowClient client, WorkerConfig config) {
        new Housekeeping(config.home(), Clock.systemUTC()).tidy();
        Map<String, String> environment = System.getenv();
        NemoClients clients = new NemoClients(config.headers(), config.timeouts(), config.addresses(), environment);
        Downloader downloader = new Downloader(new HttpClients(environment), DOWNLOAD_STALL);
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(config.taskQueue(), options());
        worker.registerWorkflowImplementationTypes(
                AccountWorkflowImpl.class, EditSessionWorkflowImpl.class, RenderWorkflowImpl.class);
        worker.registerActivitiesImplementations(
                activities(LeaseSource.workflows(client, ACCOUNT_PATIENCE), config, clients, downloader));
        factory.start();
        return new LongtakeWorker(factory, clients, downloader, config.stopPatience());
    }

    /**
     * All activities of the product.
     *
     * @param leases where they ask for an account's token
     */
    public static Object[] activities(
            LeaseSource leases, WorkerConfig config, NemoClients clients, Downloader downloader) {
        Sealer sealer = new Sealer(new KeyRing(config.home()));
        CredentialResolver credentials = new CredentialResolver(leases, sealer);
        AccountCalls calls = new AccountCalls(clients, credentials);
        FileMediaStore store = FileMediaStore.ofHome(config.home());
        return new Object[] {
            new NemoAccountActivities(clients, calls, sealer, config.home(), Clock.systemUTC()),
            new KeySealActivities(sealer),
            new NemoSessionActivities(calls, store, config.conversion()),
            new NemoChatActivities(clients, credentials, new IntentLog(config.home())),
            new NemoRenderActivities(
                    calls,
                    store,
                    downloader,
                    config.home(),
                    config.homeId(),
                    config.studio().<LocalContent>map(StudioFilms::new).orElse(LocalContent.NONE))
        };
    }

    /**
     * How long a call to the Temporal server is tried: an activity's result that can't be delivered is dropped after that, and a
     * server that is restarted takes longer than the usual minute.
     */
    public static RpcRetryOptions patientRpc() {
        return RpcRetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(100))
                .setMaximumInterval(Duration.ofSeconds(5))
                .setExpiration(Duration.ofMinutes(10))
                .validateBuildWithDefaults();
    }

    private static WorkerOptions options() {
        return WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .setMaxHeartbeatThrottleInterval(BEAT_AT_MOST_EVERY)
                .setDefaultHeartbeatThrottleInterval(BEAT_AT_MOST_EVERY)
                .setMaxConcurrentActivityExecutionSize(ACTIVITIES_AT_ONCE)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setUsingVirtualThreadsOnActivityWorker(Runtime.version().feature() >= FIRST_JDK_OF_VIRTUAL_THREADS)
                .build();
    }

    /** Takes nothing new, waits as long as configured for what runs, and ends. */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
        factory.awaitTermination(1, TimeUnit.SECONDS);
        clients.close();
        downloader.close();
    }
}
