package io.longtake.activities.heartbeat;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all activities of a process share for their heartbeats: one that keeps time and never waits for the network, and
 * as many as are needed to send: usually a few, because a heartbeat takes some ms; at most one for each activity, while the server
 * does not answer, so that heartbeats to a slow server delay no others. Daemon threads.
 */
final class HeartbeatThreads {
    /** In bytes. A sender only waits for the server. */
    private static final long STACK = 256 << 10;

    private static final long IDLE_SECONDS = 30;

    private static final ScheduledExecutorService TIME = Executors.newSingleThreadScheduledExecutor(daemon("ticks"));
    private static final ThreadPoolExecutor SENDING = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("heartbeats"));

    private HeartbeatThreads() {}

    /** Runs a task every second from one second after now, until it is cancelled. The task must return soon and not throw. */
    static Future<?> everySecond(Runnable task) {
        return TIME.scheduleWithFixedDelay(task, 1, 1, TimeUnit.SECONDS);
    }

    static void send(Runnable heartbeat) {
        SENDING.execute(heartbeat);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, STACK);
            thread.setDaemon(true);
            return thread;
        };
    }
}
