package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.chat.ChatLimits;
import java.time.Duration;

/**
 * The settings of a session; fixed when it starts.
 *
 * @param verifyFirst wait between an interrupted stream and the first reading of the state
 * @param verifyEvery wait between the following readings
 * @param verifyAttempts number of readings without a change until the outcome counts as unknown
 * @param renderPollInterval wait between two polls of a render
 * @param renderDeadline how long a render may show no progress; after two such periods it is cancelled
 * @param renderLostAfter how long to poll for a render that may be at the backend while the backend does not know it or
 *     gives no clear answer
 * @param rateLimitDelay wait before the one retry after a 429 that names no wait
 */
public record SessionPolicy(
        @JsonProperty("chat") ChatLimits chat,
        @JsonProperty("verifyFirst") Duration verifyFirst,
        @JsonProperty("verifyEvery") Duration verifyEvery,

        @JsonProperty(value = "verifyAttempts", required = true)
        int verifyAttempts,

        @JsonProperty("renderPollInterval") Duration renderPollInterval,
        @JsonProperty("renderDeadline") Duration renderDeadline,
        @JsonProperty("renderLostAfter") Duration renderLostAfter,
        @JsonProperty("rateLimitDelay") Duration rateLimitDelay) {
    private static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(100);

    public SessionPolicy {
        if (verifyAttempts < 1 || verifyAttempts > 100) {
            throw new IllegalArgumentException("verify.attempts must be 1 to 100, not " + verifyAttempts);
        }
        if (renderPollInterval.compareTo(MIN_POLL_INTERVAL) < 0) {
            throw new IllegalArgumentException(
                    "render.poll-interval must be at least " + MIN_POLL_INTERVAL + ", not " + renderPollInterval);
        }
    }

    /** The values that the contract defines. */
    public static SessionPolicy defaults() {
        return new SessionPolicy(
                new ChatLimits(Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(2)),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                5,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30));
    }
}
