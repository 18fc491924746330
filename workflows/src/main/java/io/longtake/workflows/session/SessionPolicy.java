package io.longtake.workflows.session;

import io.longtake.workflows.chat.ChatLimits;
import java.time.Duration;

/**
 * What shapes a session's behaviour; fixed when it starts.
 *
 * @param verifyFirst from a broken stream to the first reading of the state
 * @param verifyEvery between the readings after it
 * @param verifyAttempts readings without a change until the outcome is called unknown
 * @param renderPollInterval between two looks at a render
 * @param renderDeadline for one render
 * @param rateLimitDelay before the one retry after a 429 that names no wait of its own
 */
public record SessionPolicy(
        ChatLimits chat,
        Duration verifyFirst,
        Duration verifyEvery,
        int verifyAttempts,
        Duration renderPollInterval,
        Duration renderDeadline,
        Duration rateLimitDelay) {
    public SessionPolicy {
        if (verifyAttempts < 1 || verifyAttempts > 100) {
            throw new IllegalArgumentException("verify.attempts is 1 to 100, not " + verifyAttempts);
        }
    }

    /** The contract's figures. */
    public static SessionPolicy ofTheContract() {
        return new SessionPolicy(
                new ChatLimits(Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(2)),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                5,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofSeconds(30));
    }
}
