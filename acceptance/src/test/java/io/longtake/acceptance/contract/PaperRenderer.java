package io.longtake.acceptance.contract;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.render.FilmRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Comes to the middle, waits until it may end, and writes the boxes of a film without a picture in it. */
final class PaperRenderer implements FilmRenderer {
    private static final int MILLIS_A_SECOND = 1000;

    private final CountDownLatch mayEnd;

    PaperRenderer(CountDownLatch mayEnd) {
        this.mayEnd = mayEnd;
    }

    @Override
    public void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        progress.accept(0.5);
        try {
            while (!mayEnd.await(10, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        Files.write(output, boxes(film));
    }

    /** The fields that tell a film's length and size stand where ISO 14496-12 has them. */
    private static byte[] boxes(Film film) {
        byte[] header = ByteBuffer.allocate(100)
                .putInt(12, MILLIS_A_SECOND)
                .putInt(16, Math.toIntExact(film.length().toMillis()))
                .array();
        byte[] size = ByteBuffer.allocate(84)
                .putInt(76, film.canvas().widthPx() << 16)
                .putInt(80, film.canvas().heightPx() << 16)
                .array();
        byte[] pictures = ByteBuffer.allocate(24)
                .put(8, "vide".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] track = box("trak", box("tkhd", size), box("mdia", box("hdlr", pictures)));
        byte[] movie = box("moov", box("mvhd", header), track);
        return joined(box("ftyp", new byte[8]), movie, box("mdat", new byte[64]));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] inside = joined(content);
        return ByteBuffer.allocate(inside.length + 8)
                .putInt(inside.length + 8)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(inside)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
