package io.longtake.activities.chat;

import java.time.Duration;

/**
 * How long a chat may take.
 *
 * @param deadline in all
 * @param silence of nothing but keep-alives, or of nothing at all
 */
public record ChatLimits(Duration deadline, Duration silence) {
    /** The contract's figures. */
    public static final ChatLimits DEFAULT = new ChatLimits(Duration.ofMinutes(15), Duration.ofMinutes(10));

    public ChatLimits {
        if (deadline.isNegative() || deadline.isZero() || silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException(
                    "A chat's limits are longer than nothing: " + deadline + ", " + silence + ".");
        }
    }
}
