package io.longtake.activities.heartbeat;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all activities of a process share for their heartbeats: one that keeps time and never waits for the network, and
 * a few that send. Daemon threads, started when they are needed.
 */
final class HeartbeatThreads {
    /** One heartbeat takes a few ms; 1,000 activities send 100 in a second. */
    private static final int SENDERS = 8;

    private static final long IDLE_SECONDS = 30;

    private static final ScheduledExecutorService TIME = Executors.newSingleThreadScheduledExecutor(daemon("ticks"));
    private static final ThreadPoolExecutor SENDING = new ThreadPoolExecutor(
            SENDERS, SENDERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon("heartbeats"));

    static {
        SENDING.allowCoreThreadTimeOut(true);
    }

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
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
