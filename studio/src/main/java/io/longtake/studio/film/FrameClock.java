package io.longtake.studio.film;

import java.time.Duration;

/** Converts durations to numbers of frames and samples. */
public final class FrameClock {
    private static final long NANOS = 1_000_000_000L;

    private FrameClock() {}

    /** The number of the frame at {@code time}, rounded to the nearest. */
    public static int frames(Duration time) {
        return Math.toIntExact(count(time, Film.FPS));
    }

    /** The number of the sample frame at {@code time}, rounded to the nearest. */
    public static long samples(Duration time, int rate) {
        return count(time, rate);
    }

    private static long count(Duration time, int perSecond) {
        return time.getSeconds() * perSecond + (time.getNano() * (long) perSecond + NANOS / 2) / NANOS;
    }
}
