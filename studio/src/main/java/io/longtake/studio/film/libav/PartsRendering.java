package io.longtake.studio.film.libav;

import io.longtake.files.durable.Durable;
import io.longtake.media.encode.ChunkEncoder;
import io.longtake.media.encode.ChunkFile;
import io.longtake.media.encode.Mp4;
import io.longtake.media.encode.SoundEncoder;
import io.longtake.media.encode.VideoSettings;
import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.libav.ChunkPlan.Chunk;
import io.longtake.studio.film.picture.Compositor;
import io.longtake.studio.film.picture.FrameStream;
import io.longtake.studio.film.sound.Soundtrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** Renders the parts of one film into a work folder. */
final class PartsRendering {
    private static final long LOOK_MILLIS = 200;
    private static final int STOP_SECONDS = 20;

    private final Film film;
    private final VideoSettings settings;
    private final Path work;
    private final BooleanSupplier cancelled;
    private volatile boolean stopped;

    PartsRendering(Film film, VideoSettings settings, Path work, BooleanSupplier cancelled) {
        this.film = film;
        this.settings = settings;
        this.work = work;
        this.cancelled = cancelled;
    }

    /**
     * The encoded sound of the whole film. Runs on another thread, so it does not query {@link #cancelled} itself.
     *
     * @param name from {@link ChunkPlan#soundName}
     */
    Path sound(String name) throws IOException {
        Path done = work.resolve(name);
        if (Files.exists(done)) {
            used(done);
            return done;
        }
        Path pcm = work.resolve("sound.f32");
        Soundtrack.render(film, work, pcm, () -> stopped);
        Path part = work.resolve("sound.aac.part");
        SoundEncoder.encode(pcm, Soundtrack.samples(film), part);
        Files.delete(pcm);
        Durable.moveIntoPlace(part, done);
        return done;
    }

    List<Mp4.Chunk> pictures(ExecutorService aside, DoubleConsumer progress) throws IOException {
        List<Chunk> plan = ChunkPlan.of(film, settings);
        List<Mp4.Chunk> chunks = new ArrayList<>();
        List<Chunk> missing = new ArrayList<>();
        for (Chunk chunk : plan) {
            Path file = work.resolve(chunk.name());
            chunks.add(new Mp4.Chunk(file, chunk.frames()));
            if (ChunkFile.isComplete(file, chunk.frames())) {
                used(file);
            } else {
                missing.add(chunk);
            }
        }
        int total = FrameClock.frames(film.length());
        int present = total - frames(missing);
        encode(missing, aside, frames -> progress.accept((present + frames) / (double) total));
        return chunks;
    }

    /** Records the time of last use, which decides what is removed first. */
    private static void used(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    /** @param progress receives the number of frames done */
    void encode(List<Chunk> missing, ExecutorService aside, IntConsumer progress) throws IOException {
        int done = 0;
        List<FrameStream.Run> runs = missing.stream()
                .map(c -> new FrameStream.Run(c.firstFrame(), c.frames()))
                .toList();
        // The encoder finishes a chunk while the first frames of the next chunk are drawn.
        Future<?> finishing = aside.submit(() -> {});
        try (FrameStream frames = new FrameStream(film, new Compositor(film), runs)) {
            for (Chunk chunk : missing) {
                Path part = work.resolve(chunk.name() + ".part");
                ChunkEncoder encoder = new ChunkEncoder(settings, part);
                boolean handedOver = false;
                try {
                    for (int i = 0; i < chunk.frames(); i++) {
                        PackedPicture picture = frames.next(cancelled);
                        encoder.add(picture);
                        frames.release(picture);
                        progress.accept(++done);
                    }
                    await(finishing);
                    finishing = aside.submit(() -> finish(encoder, part, work.resolve(chunk.name())));
                    handedOver = true;
                } finally {
                    if (!handedOver) {
                        encoder.close();
                    }
                }
            }
            await(finishing);
        }
    }

    private static Path finish(ChunkEncoder encoder, Path part, Path whole) throws IOException {
        try (encoder) {
            encoder.finish();
        }
        Durable.moveIntoPlace(part, whole);
        return whole;
    }

    private static int frames(List<Chunk> chunks) {
        return chunks.stream().mapToInt(Chunk::frames).sum();
    }

    /** Ends the rendering of the sound. */
    void stop() {
        stopped = true;
    }

    void stopIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the render was cancelled");
        }
    }

    /** Waits for a result; a cancellation ends the wait. */
    <T> T await(Future<T> future) throws IOException {
        while (true) {
            stopIfCancelled();
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // check again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the render was interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException("a part of the render failed", e.getCause());
            }
        }
    }

    /** The threads for work beside the drawing: the sound, and the end of the previous chunk. */
    static ExecutorService threads() {
        return Executors.newFixedThreadPool(2, run -> {
            Thread thread = new Thread(run, "film-aside");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits until no thread writes to the work folder, because the next render may use it. */
    static void awaitEnd(ExecutorService aside) {
        try {
            if (!aside.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a part of the render still runs " + STOP_SECONDS + " s after its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
