package io.longtake.studio.film;

import java.time.Duration;

/** Between durations and the numbers of frames and samples. */
public final class FrameClock {
    private static final long NANOS = 1_000_000_000L;

    private FrameClock() {}

    /** The frame that stands at {@code time}, rounded to the nearest. */
    public static int frames(Duration time) {
        return Math.toIntExact(count(time, Film.FPS));
    }

    /** The sample frame at {@code time}. */
    public static long samples(Duration time, int rate) {
        return count(time, rate);
    }

    private static long count(Duration time, int perSecond) {
        return time.getSeconds() * perSecond + (time.getNano() * (long) perSecond + NANOS / 2) / NANOS;
    }
}
