package io.longtake.cli.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a service: works until it is told to stop, and keeps the logs of its home within bounds. */
public final class Foreground {
    private static final Logger log = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Ends a service's work in good order. */
    public interface Stop {
        void stop() throws Exception;
    }

    /** Does not return by itself: a signal runs {@code stop} and ends the process. */
    public static int untilToldToStop(BackgroundServices services, Stop stop) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stop.stop();
                            } catch (Exception e) {
                                log.warn("did not stop in good order", e);
                            }
                        },
                        "stop"));
        var never = new CountDownLatch(1);
        while (!never.await(1, TimeUnit.MINUTES)) {
            services.bound();
        }
        return 0;
    }
}
