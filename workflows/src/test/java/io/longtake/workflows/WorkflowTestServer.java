package io.longtake.workflows;

import io.grpc.ClientInterceptor;
import io.longtake.workflows.account.AccountInput;
import io.longtake.workflows.account.AccountWorkflow;
import io.longtake.workflows.account.AccountWorkflowImpl;
import io.longtake.workflows.account.SealActivities;
import io.longtake.workflows.account.SealedToken;
import io.longtake.workflows.film.FilmRenderWorkflowImpl;
import io.longtake.workflows.notification.NotificationActivities;
import io.longtake.workflows.notification.NotificationWorkflowImpl;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.RenderWorkflowImpl;
import io.longtake.workflows.schedule.ScheduledFilmWorkflowImpl;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.EditSessionWorkflowImpl;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.Enqueued;
import io.longtake.workflows.session.SessionAttributes;
import io.longtake.workflows.session.SessionInput;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An in-memory Temporal server with time skipping, the product's workflows, and a fake backend. */
public final class WorkflowTestServer implements AutoCloseable {
    /**
     * Options that differ from the default.
     *
     * @param cachedWorkflows number of workflows that the worker keeps in memory; the others are replayed from the
     *     beginning
     * @param workers interceptors between workflows and activities
     * @param calls interceptors between worker and server
     */
    public record Options(int cachedWorkflows, List<WorkerInterceptor> workers, List<ClientInterceptor> calls) {
        public static Options plain() {
            return new Options(600, List.of(), List.of());
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final FakeBackend backend;
    private final TestWorkflowEnvironment environment;
    private final Worker worker;
    private final StuckTimeDetector time = new StuckTimeDetector();
    private final OutdatedActivities outdated = new OutdatedActivities();

    public WorkflowTestServer() {
        this(new FakeBackend());
    }

    public WorkflowTestServer(FakeBackend backend) {
        this(backend, Options.plain(), backend);
    }

    /** Uses another backend behind the activities. */
    public WorkflowTestServer(Object activities, Options options) {
        this(new FakeBackend(), options, activities);
    }

    /** Uses activities in addition to those of the backend. */
    public WorkflowTestServer(FakeBackend backend, SealActivities seals) {
        this(backend, Options.plain(), backend, seals);
    }

    /** Uses a receiver of events in addition to the backend. */
    public WorkflowTestServer(FakeBackend backend, NotificationActivities receiver) {
        this(backend, Options.plain(), backend, receiver);
    }

    private WorkflowTestServer(FakeBackend backend, Options options, Object... activities) {
        this.backend = backend;
        TestEnvironmentOptions.Builder server = TestEnvironmentOptions.newBuilder();
        SessionAttributes.all()
                .forEach(attribute -> server.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        environment = TestWorkflowEnvironment.newInstance(server.setWorkflowClientOptions(
                        WorkflowClientOptions.newBuilder()
                                .setDataConverter(Payloads.converter())
                                .build())
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(Stream.concat(
                                        options.calls().stream(),
                                        Stream.of(new LateCancellations(), new OrphanedChildLocks(), outdated, time))
                                .toList())
                        .build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(options.cachedWorkflows())
                        .setWorkerInterceptors(options.workers().toArray(WorkerInterceptor[]::new))
                        .build())
                .build());
        // An activity learns of its cancellation through its heartbeats: with a fast heartbeat interval, immediately.
        WorkerOptions workerOptions = WorkerOptions.newBuilder()
                // On a busy machine a long history takes longer than the default limit of one second.
                .setDefaultDeadlockDetectionTimeout(60_000)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(10))
                .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(10))
                .build();
        for (TaskQueue queue : EnumSet.complementOf(EnumSet.of(TaskQueue.SESSIONS))) {
            environment.newWorker(queue.queueName(), workerOptions).registerActivitiesImplementations(activities);
        }
        worker = environment.newWorker(TaskQueue.SESSIONS.queueName(), workerOptions);
        worker.registerWorkflowImplementationTypes(
                AccountWorkflowImpl.class,
                EditSessionWorkflowImpl.class,
                RenderWorkflowImpl.class,
                FilmRenderWorkflowImpl.class,
                NotificationWorkflowImpl.class,
                ScheduledFilmWorkflowImpl.class);
        worker.registerActivitiesImplementations(activities);
        environment.start();
    }

    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    public AccountWorkflow account(String id) {
        return account(id, Optional.empty());
    }

    public AccountWorkflow account(String id, Optional<SealedToken> given) {
        AccountWorkflow account = client().newWorkflowStub(
                        AccountWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        WorkflowClient.start(account::run, new AccountInput(id, "http://fake", "client-1", given, Optional.empty()));
        return client().newWorkflowStub(AccountWorkflow.class, id);
    }

    public EditSessionWorkflow session(String name, String account) {
        return session(name, account, SessionPolicy.defaults());
    }

    public EditSessionWorkflow session(String name, String account, SessionPolicy policy) {
        return session(new SessionSpec(name, account, "http://fake", "en", policy, false));
    }

    /** A session that measures the cost of its edits. */
    public EditSessionWorkflow meteredSession(String name, String account) {
        return session(new SessionSpec(name, account, "http://fake", "en", SessionPolicy.defaults(), true));
    }

    private EditSessionWorkflow session(SessionSpec spec) {
        String id = SessionSpec.workflowId(spec.name());
        EditSessionWorkflow session = client().newWorkflowStub(
                        EditSessionWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        WorkflowClient.start(session::run, new SessionInput(spec, Optional.empty(), true));
        return client().newWorkflowStub(EditSessionWorkflow.class, id);
    }

    public List<Integer> ask(EditSessionWorkflow session, TurnSpec... turns) {
        Enqueued queued = session.enqueue(
                new EnqueueTurns(UUID.randomUUID().toString(), List.of(turns), Optional.empty(), Optional.empty()));
        return queued.numbers();
    }

    /** Skips time until the view matches. */
    public SessionView until(EditSessionWorkflow session, Predicate<SessionView> wanted) {
        for (int step = 0; step < 400; step++) {
            SessionView view = session.view();
            if (wanted.test(view)) {
                return view;
            }
            skip(Duration.ofSeconds(10));
        }
        throw new AssertionError("not reached within 4,000 s of skipped time: " + session.view());
    }

    public SessionView untilIdle(EditSessionWorkflow session) {
        return until(session, SessionView::idle);
    }

    /** Waits in real time, for at most 30 s: time can't be skipped while an activity runs. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    public void skip(Duration how) {
        time.skip(environment, how);
    }

    public long now() {
        return environment.currentTimeMillis();
    }

    public WorkflowStub untyped(String workflowId) {
        return client().newUntypedWorkflowStub(workflowId);
    }

    /** Replays the latest run of a workflow from its beginning; throws if the code behaves differently now. */
    public void replay(String workflowId) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(client().fetchHistory(workflowId), worker);
    }

    public static Turn turn(SessionView view, int number) {
        return view.turns().stream()
                .filter(t -> t.number() == number)
                .findFirst()
                .orElseThrow();
    }

    public static Turn.ExportTurn export(SessionView view, int number) {
        return (Turn.ExportTurn) turn(view, number);
    }

    /** Records the latest run of a workflow, see {@link RecordedHistories}. */
    public void record(String name, String workflowId) {
        if (RecordedHistories.wanted()) {
            RecordedHistories.write(name, client().fetchHistory(workflowId));
        }
    }

    /** Records the first tasks of one run of a long workflow. */
    public void recordBeginning(String name, String workflowId, String runId, int tasks) {
        if (RecordedHistories.wanted()) {
            RecordedHistories.write(
                    name,
                    RecordedHistories.beginning(
                            workflowId,
                            client().fetchHistory(workflowId, runId)
                                    .getHistory()
                                    .getEventsList(),
                            tasks));
        }
    }

    @Override
    public void close() {
        outdated.stop();
        environment.close();
    }
}
