package io.longtake.cli.mcp.protocol;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that answer requests. They do not keep the process running. */
final class RequestThreads {
    /** Requests beyond this number wait for others to end. */
    private static final int MAX_THREADS = 64;

    private RequestThreads() {}

    static ExecutorService start() {
        var threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "mcp");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
