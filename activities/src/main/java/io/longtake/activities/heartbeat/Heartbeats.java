package io.longtake.activities.heartbeat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the heartbeats of one activity, whatever the activity waits for: every second for the first 20 s, so that the user sees the
 * activity start, then every 10 s, because delivered heartbeats are billed. While a worker shuts down, heartbeats continue until the
 * activity has ended. All activities of a process share a few threads, so that a waiting activity needs none for its heartbeats.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final int LIVELY_TICKS = 20;
    static final int QUIET_TICKS = 10;

    private final ActivityExecutionContext context;
    private final Supplier<Object> details;
    private final Listener listener;
    private final int livelyTicks;
    private final AtomicBoolean sending = new AtomicBoolean();
    private Optional<ActivityCompletionException> ended = Optional.empty();
    private Optional<Future<?>> ticking = Optional.empty();
    private int ticks;
    private boolean closed;

    /** Receives events about the activity. Called on shared threads, so an implementation has to be thread-safe and must not wait. */
    public interface Listener {
        /** Called every second. */
        void tick();

        /** The user cancelled the activity: stop what it waits for. */
        void cancelled();

        /** The server no longer expects the result of this run, or can't be reached. Cancellation was not requested. */
        void abandoned();

        /**
         * A listener for work that simply stops in both cases: when the user cancels, or when another run may have taken over.
         *
         * @param stop called on a shared thread
         */
        static Listener stopping(Runnable stop) {
            return new Listener() {
                @Override
                public void tick() {}

                @Override
                public void cancelled() {
                    stop.run();
                }

                @Override
                public void abandoned() {
                    stop.run();
                }
            };
        }
    }

    private Heartbeats(ActivityExecutionContext context, Supplier<Object> details, Listener listener, int livelyTicks) {
        this.context = context;
        this.details = details;
        this.listener = listener;
        this.livelyTicks = livelyTicks;
    }

    /**
     * Sends one heartbeat immediately and synchronously, then continues in the background.
     *
     * @param details supplies the details of each heartbeat
     * @throws ActivityCompletionException if this run is no longer wanted; then the activity must not start anything
     */
    public static Heartbeats begin(ActivityExecutionContext context, Supplier<Object> details, Listener listener) {
        return begin(context, details, listener, LIVELY_TICKS);
    }

    /** @param livelyTicks the seconds with a heartbeat each */
    static Heartbeats begin(
            ActivityExecutionContext context, Supplier<Object> details, Listener listener, int livelyTicks) {
        context.heartbeat(details.get());
        Heartbeats heartbeats = new Heartbeats(context, details, listener, livelyTicks);
        heartbeats.start();
        return heartbeats;
    }

    /** Why the server no longer wants this run; empty while it does. */
    public synchronized Optional<ActivityCompletionException> ended() {
        return ended;
    }

    private synchronized void start() {
        ticking = Optional.of(HeartbeatThreads.everySecond(this::tick));
    }

    private void tick() {
        if (isClosed()) {
            return;
        }
        try {
            listener.tick();
        } catch (RuntimeException e) {
            LOG.warn("The check of an activity's time limits failed; the next one follows in a second.", e);
        }
        ticks++;
        boolean due = ticks <= livelyTicks || ticks % QUIET_TICKS == 0;
        // A server that answers slowly delays heartbeats and nothing else: at most one of each activity waits for it.
        if (due && ended().isEmpty() && sending.compareAndSet(false, true)) {
            HeartbeatThreads.send(this::beat);
        }
    }

    private void beat() {
        try {
            if (!isClosed()) {
                send();
            }
        } catch (RuntimeException e) {
            LOG.warn("A heartbeat failed; the next one follows.", e);
        } finally {
            sending.set(false);
        }
    }

    private void send() {
        try {
            context.heartbeat(details.get());
        } catch (ActivityWorkerShutdownException stillWanted) {
            LOG.debug("The worker is shutting down; heartbeats continue until this activity has ended.");
        } catch (ActivityCompletionException e) {
            synchronized (this) {
                ended = Optional.of(e);
            }
            // A cancellation with a cause does not come from the user: heartbeats failed for too long.
            if (e instanceof ActivityCanceledException && e.getCause() == null) {
                listener.cancelled();
            } else {
                listener.abandoned();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the heartbeats. One that is being sent is not waited for. */
    @Override
    public synchronized void close() {
        closed = true;
        ticking.ifPresent(task -> task.cancel(false));
    }
}
