package io.longtake.network.http;

import java.time.Duration;

/**
 * How long a client waits. Zero means without limit.
 *
 * @param connect until a connection stands, TLS included
 * @param read between two bytes of an answer
 * @param write between two bytes of a request
 * @param call for one request as a whole
 */
public record TimeLimits(Duration connect, Duration read, Duration write, Duration call) {
    /** For short questions: each step, and the whole, within one limit. */
    public static TimeLimits within(Duration limit) {
        return new TimeLimits(limit, limit, limit, limit);
    }

    /** For transfers of any length that only may not stand still. */
    public static TimeLimits withoutStall(Duration connect, Duration stall) {
        return new TimeLimits(connect, stall, stall, Duration.ZERO);
    }
}
