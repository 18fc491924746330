package io.longtake.network.link;

import java.time.Duration;

/**
 * What one fetch may take.
 *
 * @param bytes largest file
 * @param time for the whole fetch, waits and repeated attempts included
 * @param connect until one connection stands
 * @param stall longest time without a byte
 * @param attempts how often it is tried at most, 1 for never again
 * @param firstWait before the second attempt; each further wait is twice the one before
 * @param longestWait longest pause that a server may ask for with {@code Retry-After}
 */
public record FetchLimits(
        long bytes,
        Duration time,
        Duration connect,
        Duration stall,
        int attempts,
        Duration firstWait,
        Duration longestWait) {
    /** Four attempts, after 1, 2 and 4 s. */
    public static FetchLimits of(long bytes, Duration time) {
        return new FetchLimits(
                bytes,
                time,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }

    public FetchLimits withAttempts(int most) {
        return new FetchLimits(bytes, time, connect, stall, most, firstWait, longestWait);
    }

    public FetchLimits withConnect(Duration limit) {
        return new FetchLimits(bytes, time, limit, stall, attempts, firstWait, longestWait);
    }

    public FetchLimits withStall(Duration limit) {
        return new FetchLimits(bytes, time, connect, limit, attempts, firstWait, longestWait);
    }

    Duration waitBefore(int attempt) {
        return firstWait.multipliedBy(1L << (attempt - 2));
    }

    String bytesInWords() {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : bytes + " bytes";
    }

    String timeInWords() {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
