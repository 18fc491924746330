package io.longtake.cli.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service in the foreground until it is stopped, and keeps the home's logs within their limits. */
public final class Foreground {
    private static final Logger log = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Stops a service in an orderly way. */
    public interface Stop {
        void stop() throws Exception;
    }

    /** Does not return: a signal runs {@code stop} and ends the process. */
    public static int untilStopped(ServiceLogs logs, Stop stop) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stop.stop();
                            } catch (Exception e) {
                                log.warn("did not stop cleanly", e);
                            }
                        },
                        "stop"));
        var never = new CountDownLatch(1);
        while (!never.await(1, TimeUnit.MINUTES)) {
            logs.bound();
        }
        return 0;
    }
}
