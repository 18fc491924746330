package io.longtake.activities.heartbeat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends heartbeats from a thread of its own, whatever the activity waits for: every second for the first 20 s, so that the user
 * sees the activity start, then every 10 s, because delivered heartbeats are billed. While a worker shuts down, heartbeats continue
 * until the activity has ended.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int LIVELY_TICKS = 20;
    private static final int CALM_TICKS = 10;

    private final ActivityExecutionContext context;
    private final Supplier<Object> details;
    private final Listener listener;
    private final Thread ticker;
    private Optional<ActivityCompletionException> ended = Optional.empty();
    private boolean closed;

    /** Receives events about the activity, on the heartbeat thread. */
    public interface Listener {
        /** Called every second. */
        void tick();

        /** The user cancelled the activity: stop what it waits for. */
        void cancelled();

        /** The server no longer expects the result of this run, or can't be reached. Cancellation was not requested. */
        void forsaken();

        /**
         * A listener for work that simply stops in both cases: when the user cancels, or when another run may have taken over.
         *
         * @param stop called on the heartbeat thread
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
                public void forsaken() {
                    stop.run();
                }
            };
        }
    }

    private Heartbeats(ActivityExecutionContext context, Supplier<Object> details, Listener listener) {
        this.context = context;
        this.details = details;
        this.listener = listener;
        this.ticker = new Thread(this::run, "heartbeat-" + context.getInfo().getActivityId());
        this.ticker.setDaemon(true);
    }

    /**
     * Sends one heartbeat immediately and synchronously, then continues in the background.
     *
     * @param details supplies the details of each heartbeat
     * @throws ActivityCompletionException if this run is no longer wanted; then the activity must not start anything
     */
    public static Heartbeats begin(ActivityExecutionContext context, Supplier<Object> details, Listener listener) {
        context.heartbeat(details.get());
        Heartbeats heartbeats = new Heartbeats(context, details, listener);
        heartbeats.ticker.start();
        return heartbeats;
    }

    /** Why the server no longer wants this run; empty while it does. */
    public synchronized Optional<ActivityCompletionException> ended() {
        return ended;
    }

    private void run() {
        for (int ticks = 1; pause(); ticks++) {
            try {
                listener.tick();
                boolean due = ticks <= LIVELY_TICKS || ticks % CALM_TICKS == 0;
                if (due && ended().isEmpty()) {
                    beat();
                }
            } catch (RuntimeException e) {
                LOG.warn("A heartbeat failed; the next one follows.", e);
            }
        }
    }

    private void beat() {
        try {
            context.heartbeat(details.get());
        } catch (ActivityWorkerShutdownException goesOn) {
            LOG.debug("The worker is shutting down; heartbeats continue until this activity has ended.");
        } catch (ActivityCompletionException e) {
            synchronized (this) {
                ended = Optional.of(e);
            }
            // A cancellation with a cause does not come from the user: heartbeats failed for too long.
            if (e instanceof ActivityCanceledException && e.getCause() == null) {
                listener.cancelled();
            } else {
                listener.forsaken();
            }
        }
    }

    /**
     * Waits for the next tick.
     *
     * @return false if the heartbeats have to end
     */
    private synchronized boolean pause() {
        long until = System.nanoTime() + TICK.toNanos();
        try {
            for (long left = TICK.toMillis(); left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
