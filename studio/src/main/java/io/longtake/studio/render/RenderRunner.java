package io.longtake.studio.render;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Runs a render. */
public interface RenderRunner {
    /**
     * Renders to the end; the same job after a crash continues where the last attempt stopped.
     *
     * @param progress receives the fraction done, 0 to 1
     * @param cancelled queried at least once per second
     * @throws java.util.concurrent.CancellationException when {@code cancelled} returns true
     * @throws IOException when it cannot be rendered; the message gives the reason
     * @throws InterruptedException when the studio stops, which interrupts the thread; the work folder is unchanged
     */
    void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException;
}
