package io.longtake.activities.view;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ClientInterceptor;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionView;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views in a home up to date, from inside the worker of that home. Whenever the server has accepted a task of a session,
 * the session is queried for its view, and the result is written. A query is answered from accepted tasks only, never from a task
 * that may still be abandoned, and leaves no trace in any history.
 */
public final class ViewKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewKeeper.class);

    private static final String ID_PREFIX = SessionSpec.workflowId("");

    /** At most four writes per second for one session; a busy session has ten tasks in that time. */
    private static final Duration SPACING = Duration.ofMillis(250);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofMinutes(2);

    /** A task older than this counts as ended, because the server assigns a task to another worker after 10 s. */
    private static final Duration MAX_TASK = Duration.ofSeconds(30);

    /** How long {@link #close()} waits for pending writes. */
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final SessionViews views;
    private final Clock clock;
    private final SessionTasks tasks = new SessionTasks(new Changes());
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "session-views");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<WorkflowClient> client = Optional.empty();
    private boolean closing;

    /** The sessions whose views may be outdated. */
    private final Map<String, Pending> pending = new HashMap<>();

    private final Map<ByteString, Open> open = new HashMap<>();

    private record Open(String session, Instant since) {}

    /** The pending work for one session. */
    private static final class Pending {
        /** The number of tasks taken. */
        private long changes;

        private Optional<ScheduledFuture<?>> next = Optional.empty();
        private Duration retry = FIRST_RETRY;
        private Instant written = Instant.EPOCH;
    }

    private ViewKeeper(SessionViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    public static ViewKeeper ofHome(Path home) {
        return new ViewKeeper(SessionViews.ofHome(home), Clock.systemUTC());
    }

    /** The interceptor for the worker's connection to the server. */
    public ClientInterceptor interceptor() {
        return tasks;
    }

    /**
     * Starts writing views, beginning with those that earlier workers marked and did not write.
     *
     * @param workersClient its data converter has to be that of {@code Payloads}
     */
    public void start(WorkflowClient workersClient) {
        synchronized (this) {
            client = Optional.of(workersClient);
        }
        try {
            views.changing().forEach(this::schedule);
        } catch (IOException e) {
            LOG.warn("The views of this home can't be listed.", e);
        }
    }

    private final class Changes implements SessionTasks.Listener {
        @Override
        public void taken(ByteString task, String workflowId) {
            if (workflowId.startsWith(ID_PREFIX)) {
                changes(task, workflowId.substring(ID_PREFIX.length()));
            }
        }

        @Override
        public void ended(ByteString task) {
            Open ended;
            synchronized (ViewKeeper.this) {
                ended = open.remove(task);
            }
            if (ended != null) {
                schedule(ended.session());
            }
        }
    }

    private synchronized void changes(ByteString task, String session) {
        if (!SessionViews.isName(session)) {
            return;
        }
        open.put(task, new Open(session, clock.instant()));
        pending.computeIfAbsent(session, any -> new Pending()).changes++;
        try {
            // Marked before the task is completed, so that anyone who receives its result finds either the mark or
            // a view that includes it.
            views.markChanging(session);
        } catch (IOException e) {
            LOG.warn("The view of the session {} can't be marked as out of date.", session, e);
        }
    }

    private void schedule(String session) {
        synchronized (this) {
            Pending entry = pending.computeIfAbsent(session, any -> new Pending());
            Duration since = Duration.between(entry.written, clock.instant());
            schedule(session, entry, since.compareTo(SPACING) < 0 ? SPACING.minus(since) : Duration.ZERO);
        }
    }

    /** Never moves an already scheduled write to a later time. */
    private void schedule(String session, Pending entry, Duration delay) {
        boolean sooner = entry.next
                .filter(next -> next.getDelay(TimeUnit.MILLISECONDS) <= delay.toMillis())
                .isEmpty();
        if (sooner && !closing && client.isPresent()) {
            entry.next.ifPresent(next -> next.cancel(false));
            entry.next = Optional.of(writer.schedule(() -> verify(session), delay.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** Queries the session and writes its view. */
    private void verify(String session) {
        long known;
        WorkflowClient asked;
        synchronized (this) {
            Pending entry = pending.computeIfAbsent(session, any -> new Pending());
            entry.next = Optional.empty();
            known = entry.changes;
            asked = client.orElseThrow();
        }
        try {
            write(session, asked);
            synchronized (this) {
                Pending entry = pending.computeIfAbsent(session, any -> new Pending());
                entry.written = clock.instant();
                entry.retry = FIRST_RETRY;
                if (entry.changes == known && !isOpen(session)) {
                    views.clearChanging(session);
                    pending.remove(session);
                } else {
                    // The end of the current task schedules this earlier, if that end is observed.
                    schedule(session, entry, MAX_TASK);
                }
            }
        } catch (IOException | RuntimeException e) {
            later(session, e);
        }
    }

    private boolean isOpen(String session) {
        Instant limit = clock.instant().minus(MAX_TASK);
        open.values().removeIf(task -> task.since().isBefore(limit));
        return open.values().stream().anyMatch(task -> task.session().equals(session));
    }

    private synchronized void later(String session, Exception why) {
        LOG.debug("The view of the session {} can't be written now.", session, why);
        Pending entry = pending.computeIfAbsent(session, any -> new Pending());
        schedule(session, entry, entry.retry);
        Duration doubled = entry.retry.multipliedBy(2);
        entry.retry = doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }

    private void write(String session, WorkflowClient asked) throws IOException {
        Instant now = clock.instant();
        EditSessionWorkflow workflow =
                asked.newWorkflowStub(EditSessionWorkflow.class, SessionSpec.workflowId(session));
        try {
            SessionView view = workflow.view();
            var run = asked.newUntypedWorkflowStub(SessionSpec.workflowId(session))
                    .describe()
                    .getWorkflowExecutionInfo();
            String lineage = run.getFirstRunId();
            Instant started = started(session, lineage).orElse(instant(run.getStartTime()));
            views.write(new StoredView(lineage, started, now, view));
        } catch (WorkflowNotFoundException e) {
            // The session was closed longer ago than the server retains closed workflows.
            views.remove(session);
        }
    }

    /** The stored start, if the lineage is the same: later runs start later, and the session began with its first run. */
    private Optional<Instant> started(String session, String lineage) throws IOException {
        try {
            return views.read(session)
                    .filter(stored -> stored.lineage().equals(lineage))
                    .map(StoredView::started);
        } catch (SessionViews.Unreadable e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    /** Writes the outdated views, within the limit of 3 s. Call this before the worker stops. */
    @Override
    public void close() {
        Set<String> left;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            left = new HashSet<>(pending.keySet());
        }
        left.forEach(session -> writer.execute(() -> verify(session)));
        writer.shutdown();
        try {
            if (!writer.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
