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
import io.longtake.studio.film.render.FilmRenderer;
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

/**
 * Renders with libav in this process. The video is rendered in chunks of whole groups of pictures, each kept as a file; the sound
 * once, in parallel; both are combined at the end. Chunks and sound are named after their content, so a work folder may also be
 * kept for the next version of the same film: then only the changed parts are rendered.
 *
 * <p>Stateless: several renders may run at the same time, each with a work folder of its own.
 */
public final class LibavFilmRenderer implements FilmRenderer {
    /** The share of the progress that belongs to the frames; the rest is the final file. */
    private static final double PICTURES = 0.97;

    private static final long LOOK_MILLIS = 200;
    private static final int STOP_SECONDS = 20;

    @Override
    public void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        progress.accept(0);
        Files.createDirectories(work);
        VideoSettings settings =
                VideoSettings.forFilm(film.canvas().widthPx(), film.canvas().heightPx(), Film.FPS);
        Job job = new Job(film, settings, work, progress, cancelled);
        ExecutorService aside = Executors.newFixedThreadPool(2, run -> {
            Thread thread = new Thread(run, "film-aside");
            thread.setDaemon(true);
            return thread;
        });
        Path part = output.resolveSibling(output.getFileName() + ".part");
        try {
            Future<Path> sound = aside.submit(job::sound);
            List<Mp4.Chunk> chunks = job.pictures(aside);
            Path heard = job.await(sound);
            Mp4.write(chunks, heard, part);
            job.stopIfCancelled();
            Durable.moveIntoPlace(part, output);
            progress.accept(1);
        } finally {
            job.stopped = true;
            aside.shutdownNow();
            Files.deleteIfExists(part);
            awaitEnd(aside);
        }
    }

    /** Waits until no thread writes to the work folder, because the next render may use it. */
    private static void awaitEnd(ExecutorService aside) {
        try {
            if (!aside.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a part of the render still runs " + STOP_SECONDS + " s after its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Job {
        private final Film film;
        private final VideoSettings settings;
        private final Path work;
        private final DoubleConsumer progress;
        private final BooleanSupplier cancelled;
        private volatile boolean stopped;

        Job(Film film, VideoSettings settings, Path work, DoubleConsumer progress, BooleanSupplier cancelled) {
            this.film = film;
            this.settings = settings;
            this.work = work;
            this.progress = progress;
            this.cancelled = cancelled;
        }

        /** The encoded sound of the whole film. Runs on another thread, so it does not query {@link #cancelled} itself. */
        Path sound() throws IOException {
            Path done = work.resolve(ChunkPlan.soundName(film));
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

        List<Mp4.Chunk> pictures(ExecutorService aside) throws IOException {
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
            encode(missing, aside);
            return chunks;
        }

        /** Records the time of last use, which decides what is removed first. */
        private static void used(Path file) throws IOException {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }

        private void encode(List<Chunk> missing, ExecutorService aside) throws IOException {
            int total = FrameClock.frames(film.length());
            int done = total - missing.stream().mapToInt(Chunk::frames).sum();
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
                            progress.accept(PICTURES * ++done / total);
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
    }
}
