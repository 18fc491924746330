package io.longtake.activities.download;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** The rate at which bytes arrive, over the last ten seconds and over all connections of a download. Safe for two threads. */
public final class TransferRate {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final long SAMPLE_NANOS = 500_000_000L;

    private record Sample(long nanos, long arrived) {}

    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long arrived;

    public TransferRate() {
        this(System::nanoTime);
    }

    /** @param nanoTime the clock, in nanoseconds like {@link System#nanoTime} */
    TransferRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        samples.add(new Sample(nanoTime.getAsLong(), 0));
    }

    /** Records bytes that arrived over the network. Bytes that were already on disk do not count. */
    public synchronized void arrived(long bytes) {
        arrived += bytes;
        long now = nanoTime.getAsLong();
        if (now - samples.getLast().nanos() >= SAMPLE_NANOS) {
            samples.add(new Sample(now, arrived));
        }
    }

    /** Bytes per second over the last ten seconds. */
    public synchronized long bytesPerSecond() {
        long now = nanoTime.getAsLong();
        while (samples.size() > 1 && now - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        // A shorter interval is not meaningful.
        double seconds = Math.max(now - first.nanos(), SAMPLE_NANOS) / 1e9;
        return Math.round((arrived - first.arrived()) / seconds);
    }
}
