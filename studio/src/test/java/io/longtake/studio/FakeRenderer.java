package io.longtake.studio;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.render.FilmRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Renders to the middle, waits for the gate, and writes 100,000 known bytes: the boxes of a film without a picture in it. */
public final class FakeRenderer implements FilmRenderer {
    static final int SIZE = 100_000;
    private static final int MILLIS_A_SECOND = 1000;
    private static final int BOX_HEADER = 8;

    final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate;

    /** @param gate renders end once it is open */
    public FakeRenderer(CountDownLatch gate) {
        this.gate = gate;
    }

    static FakeRenderer free() {
        return new FakeRenderer(new CountDownLatch(0));
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
        Files.write(
                output,
                content(film.length(), film.canvas().widthPx(), film.canvas().heightPx()));
    }

    /** The content of each film of a {@link FakeEditor}. */
    static byte[] content() {
        return content(FakeEditor.LENGTH, FakeEditor.WIDTH_PX, FakeEditor.HEIGHT_PX);
    }

    /** The fields for a film's length and size are at the positions defined by ISO 14496-12. */
    private static byte[] content(Duration length, int widthPx, int heightPx) {
        byte[] header = ByteBuffer.allocate(100)
                .putInt(12, MILLIS_A_SECOND)
                .putInt(16, Math.toIntExact(length.toMillis()))
                .array();
        byte[] size = ByteBuffer.allocate(84)
                .putInt(76, widthPx << 16)
                .putInt(80, heightPx << 16)
                .array();
        byte[] pictures = ByteBuffer.allocate(24)
                .put(8, "vide".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] track = box("trak", box("tkhd", size), box("mdia", box("hdlr", pictures)));
        byte[] movie = box("moov", box("mvhd", header), track);
        byte[] before = joined(box("ftyp", new byte[8]), movie);
        return joined(before, box("mdat", pattern(SIZE - before.length - BOX_HEADER)));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] inside = joined(content);
        return ByteBuffer.allocate(inside.length + BOX_HEADER)
                .putInt(inside.length + BOX_HEADER)
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

    private static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ((i * 31) >> 3);
        }
        return bytes;
    }
}
