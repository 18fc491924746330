package io.longtake.network.link;

import java.time.Duration;

/**
 * Limits of one fetch.
 *
 * @param bytes largest file size, in bytes
 * @param time for the whole fetch, including waits and retries
 * @param connect until a connection is established
 * @param stall longest time without a byte
 * @param attempts maximum number of attempts; 1 for no retry
 * @param firstWait wait before the second attempt; doubles with each further attempt
 * @param longestWait longest wait that the server may request with {@code Retry-After}
 */
public record FetchLimits(
        long bytes,
        Duration time,
        Duration connect,
        Duration stall,
        int attempts,
        Duration firstWait,
        Duration longestWait) {
    /** Four attempts, with waits of 1, 2 and 4 s between them. */
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
