package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.Film;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the frames of a film ahead of their encoding, on a separate thread, with a small pool of reused pictures. The thread ends
 * after the last frame, after a failure, and soon after {@link #close}.
 */
public final class FrameStream implements AutoCloseable {
    private static final int PICTURES = 4;
    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<PackedPicture> free = new ArrayBlockingQueue<>(PICTURES);
    private final BlockingQueue<PackedPicture> ready = new ArrayBlockingQueue<>(PICTURES);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** A range of consecutive frames. */
    public record Run(int first, int count) {}

    public FrameStream(Film film, FrameSource source, List<Run> runs) {
        for (int i = 0; i < PICTURES; i++) {
            free.add(PackedPicture.black(film.canvas().widthPx(), film.canvas().heightPx()));
        }
        thread = new Thread(() -> draw(source, runs), "film-compositor");
        thread.setDaemon(true);
        thread.start();
    }

    /** Draws frames; closed by the stream's thread. */
    public interface FrameSource extends AutoCloseable {
        void draw(int frame, PackedPicture out) throws IOException;

        @Override
        void close();
    }

    private void draw(FrameSource source, List<Run> runs) {
        try (source) {
            for (Run run : runs) {
                for (int i = 0; i < run.count() && !closed; i++) {
                    PackedPicture picture = free.take();
                    source.draw(run.first() + i, picture);
                    ready.put(picture);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /**
     * The next frame; to be returned with {@link #release}.
     *
     * @param cancelled queried while waiting
     * @throws java.util.concurrent.CancellationException when {@code cancelled} returns true, or the thread is interrupted
     * @throws IOException when a source cannot be read
     */
    public PackedPicture next(BooleanSupplier cancelled) throws IOException {
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the render was cancelled");
            }
            PackedPicture picture = poll();
            if (picture != null) {
                return picture;
            }
            Throwable failed = failure;
            if (failed instanceof IOException e) {
                throw e;
            }
            if (failed != null) {
                throw new IllegalStateException("drawing a frame failed", failed);
            }
        }
    }

    private @Nullable PackedPicture poll() {
        try {
            return ready.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the render was interrupted");
        }
    }

    public void release(PackedPicture picture) {
        free.add(picture);
    }

    /** Signals the thread to stop; does not wait for it, because decoding a large still cannot be interrupted. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
