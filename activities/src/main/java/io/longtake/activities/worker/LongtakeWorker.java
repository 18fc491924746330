package io.longtake.activities.worker;

import io.longtake.activities.account.AccountCalls;
import io.longtake.activities.account.CredentialResolver;
import io.longtake.activities.account.KeySealActivities;
import io.longtake.activities.account.LeaseSource;
import io.longtake.activities.account.NemoAccountActivities;
import io.longtake.activities.chat.NemoChatActivities;
import io.longtake.activities.credential.Sealer;
import io.longtake.activities.download.Downloader;
import io.longtake.activities.download.LocalContent;
import io.longtake.activities.media.MediaStore;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.notification.EventActivities;
import io.longtake.activities.notification.ReceiverSealer;
import io.longtake.activities.render.NemoRenderActivities;
import io.longtake.activities.render.StudioFilms;
import io.longtake.activities.session.NemoSessionActivities;
import io.longtake.activities.telemetry.TelemetryInterceptor;
import io.longtake.network.http.HttpClients;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.account.AccountWorkflowImpl;
import io.longtake.workflows.film.FilmRenderWorkflowImpl;
import io.longtake.workflows.notification.NotificationWorkflowImpl;
import io.longtake.workflows.render.PinnedRenderWorkflow;
import io.longtake.workflows.render.RenderWorkflowImpl;
import io.longtake.workflows.schedule.ScheduledFilmWorkflowImpl;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running worker. All its state is on disk, in the store or at the Temporal server, so it may be killed at any time, and another
 * worker resumes its work.
 */
public final class LongtakeWorker implements AutoCloseable {
    /** In ms. On a machine that renders at the same time, a workflow thread may wait longer than the default of one second. */
    private static final long DEADLOCK_MILLIS = 15_000;
    /** Limits the delay of heartbeats, so that the user sees the text of a chat within one or two seconds. */
    public static final Duration MIN_BEAT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration DOWNLOAD_STALL = Duration.ofSeconds(60);
    /** A query takes 10 ms, or some seconds after a worker was killed; a chat has to send a heartbeat within 20 s. */
    private static final Duration ACCOUNT_TIMEOUT = Duration.ofSeconds(12);

    private static final int CALLS_AT_ONCE = 100;
    /** A chat occupies a thread that waits for the network. */
    private static final int CHATS_AT_ONCE = 1_000;
    /** More transfers would share the same bandwidth, and each would take longer. */
    private static final int TRANSFERS_AT_ONCE = 20;
    /** The SDK's default. */
    private static final int SESSION_POLLERS = 5;

    private static final int OTHER_POLLERS = 2;
    private static final int FIRST_JDK_OF_VIRTUAL_THREADS = 21;
    /**
     * Before JDK 24, a virtual thread that waited in a synchronized block kept its carrier thread; workflow threads may wait in one.
     */
    private static final int FIRST_JDK_WITHOUT_PINNING = 24;

    /** An idle session takes 47 KB of heap on virtual threads, of which it needs several (measured with JDK 25). */
    private static final int WORKFLOWS_ON_VIRTUAL_THREADS = 2_000;
    /** The SDK's default. The SDK also allows 600 platform threads, which limits the workflows in memory before this does. */
    private static final int WORKFLOWS_ON_PLATFORM_THREADS = 600;

    private final WorkerFactory factory;
    private final NemoClients clients;
    private final Downloader downloader;
    private final Optional<EventActivities> events;
    private final WorkerConfig config;

    private LongtakeWorker(
            WorkerFactory factory,
            NemoClients clients,
            Downloader downloader,
            Optional<EventActivities> events,
            WorkerConfig config) {
        this.factory = factory;
        this.clients = clients;
        this.downloader = downloader;
        this.events = events;
        this.config = config;
    }

    /**
     * Starts a worker. The client has to use {@code Payloads.converter()}, and its service stubs should use {@link #rpcRetryOptions()}.
     */
    public static LongtakeWorker start(WorkflowClient client, WorkerConfig config) {
        new Housekeeping(config.home(), Clock.systemUTC()).cleanUp();
        config.stores().cleanUp();
        Map<String, String> environment = System.getenv();
        NemoClients clients = new NemoClients(
                config.headers(),
                config.timeouts(),
                config.addresses(),
                environment,
                config.telemetry().requests());
        Downloader downloader = new Downloader(new HttpClients(environment), DOWNLOAD_STALL);
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                caching()
                        .setWorkerInterceptors(new TelemetryInterceptor(config.telemetry()))
                        .build());
        Object[] activities = activities(LeaseSource.workflows(client, ACCOUNT_TIMEOUT), config, clients, downloader);
        Optional<EventActivities> events = config.events()
                .map(body -> new EventActivities(
                        new ReceiverSealer(config.keys()), body, new HttpClients(environment), Clock.systemUTC()));
        for (TaskQueue queue : config.queues()) {
            Worker worker = factory.newWorker(queue.queueName(), options(queue, config));
            if (queue == TaskQueue.RENDERING) {
                worker.registerActivitiesImplementations(rendering(config).activities());
            } else {
                worker.registerActivitiesImplementations(activities);
                config.schedules().ifPresent(worker::registerActivitiesImplementations);
            }
            if (queue == TaskQueue.SESSIONS) {
                events.ifPresent(worker::registerActivitiesImplementations);
                worker.registerWorkflowImplementationTypes(
                        AccountWorkflowImpl.class,
                        EditSessionWorkflowImpl.class,
                        config.deployment().isPresent() ? PinnedRenderWorkflow.class : RenderWorkflowImpl.class,
                        FilmRenderWorkflowImpl.class,
                        NotificationWorkflowImpl.class,
                        ScheduledFilmWorkflowImpl.class);
            }
        }
        factory.start();
        return new LongtakeWorker(factory, clients, downloader, events, config);
    }

    /**
     * All activities of the product.
     *
     * @param leases the source of the accounts' tokens
     */
    public static Object[] activities(
            LeaseSource leases, WorkerConfig config, NemoClients clients, Downloader downloader) {
        Sealer sealer = new Sealer(config.keys());
        CredentialResolver credentials = new CredentialResolver(leases, sealer);
        AccountCalls calls = new AccountCalls(clients, credentials);
        MediaStore store = config.stores().media();
        return new Object[] {
            new NemoAccountActivities(clients, calls, sealer, config.home(), Clock.systemUTC()),
            new KeySealActivities(sealer),
            new NemoSessionActivities(calls, store, config.conversion()),
            new NemoChatActivities(clients, credentials, config.stores().intents()),
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
     * Retry options for calls to the Temporal server, with a time limit of 10 minutes. An activity's result that can't be delivered
     * within the limit is lost, and a restart of the server can take longer than the default limit of one minute.
     */
    public static RpcRetryOptions rpcRetryOptions() {
        return RpcRetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(100))
                .setMaximumInterval(Duration.ofSeconds(5))
                .setExpiration(Duration.ofMinutes(10))
                .validateBuildWithDefaults();
    }

    /** How many open workflows stay in memory; a workflow that is not there is replayed from its history when it is needed. */
    private static WorkerFactoryOptions.Builder caching() {
        boolean virtual = Runtime.version().feature() >= FIRST_JDK_WITHOUT_PINNING;
        return WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(virtual ? WORKFLOWS_ON_VIRTUAL_THREADS : WORKFLOWS_ON_PLATFORM_THREADS)
                .setUsingVirtualWorkflowThreads(virtual);
    }

    private static WorkerConfig.Rendering rendering(WorkerConfig config) {
        return config.rendering()
                .orElseThrow(() -> new IllegalArgumentException("a worker for " + TaskQueue.RENDERING.queueName()
                        + " must have an implementation of rendering"));
    }

    private static WorkerOptions options(TaskQueue queue, WorkerConfig config) {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .setMaxHeartbeatThrottleInterval(MIN_BEAT_INTERVAL)
                .setDefaultHeartbeatThrottleInterval(MIN_BEAT_INTERVAL)
                .setMaxConcurrentActivityExecutionSize(activitiesAtOnce(queue, config))
                .setMaxConcurrentActivityTaskPollers(queue == TaskQueue.SESSIONS ? SESSION_POLLERS : OTHER_POLLERS)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setDisableEagerExecution(config.start() == ActivityStart.QUEUED)
                .setUsingVirtualThreadsOnActivityWorker(Runtime.version().feature() >= FIRST_JDK_OF_VIRTUAL_THREADS);
        config.deployment().map(DeploymentVersion::options).ifPresent(options::setDeploymentOptions);
        return options.build();
    }

    private static int activitiesAtOnce(TaskQueue queue, WorkerConfig config) {
        return switch (queue) {
            case SESSIONS -> CALLS_AT_ONCE;
            case CHATS -> CHATS_AT_ONCE;
            case TRANSFERS -> TRANSFERS_AT_ONCE;
            case RENDERING -> rendering(config).atOnce();
        };
    }

    boolean isStopping() {
        return factory.isShutdown();
    }

    /** Accepts no new work, waits for running work within the configured time limit, and stops. */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
        factory.awaitTermination(1, TimeUnit.SECONDS);
        clients.close();
        downloader.close();
        events.ifPresent(EventActivities::close);
        config.stores().close();
    }
}
