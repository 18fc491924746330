package io.longtake.studio;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.render.FilmRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Writes 100,000 known bytes once it is let go. */
final class PaperRenderer implements FilmRenderer {
    static final int SIZE = 100_000;
    final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate;

    PaperRenderer(CountDownLatch gate) {
        this.gate = gate;
    }

    static PaperRenderer free() {
        return new PaperRenderer(new CountDownLatch(0));
    }

    @Override
    public void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        progress.accept(0.5);
        Files.writeString(work.resolve("chunk"), "half");
        begun.countDown();
        try {
            while (!gate.await(20, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        byte[] film0 = content();
        Files.write(output, film0);
    }

    static byte[] content() {
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) ((i * 31) >> 3);
        }
        return bytes;
    }
}
