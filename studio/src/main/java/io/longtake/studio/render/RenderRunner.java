package io.longtake.studio.render;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Carries one render out. */
public interface RenderRunner {
    /**
     * Renders to the end; the same job after a crash goes on where the last attempt stopped.
     *
     * @param progress told the fraction done, 0 to 1
     * @param cancelled asked at least once a second
     * @throws java.util.concurrent.CancellationException when {@code cancelled} said so
     * @throws IOException when it can't be rendered; says why
     * @throws InterruptedException when the studio stops; the work folder stays as it is
     */
    void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException;
}
