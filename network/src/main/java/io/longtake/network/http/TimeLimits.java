package io.longtake.network.http;

import java.time.Duration;

/**
 * Time limits of a client. Zero means no limit.
 *
 * @param connect until a connection is established, TLS included
 * @param read between two bytes of a response
 * @param write between two bytes of a request
 * @param call for one request as a whole
 */
public record TimeLimits(Duration connect, Duration read, Duration write, Duration call) {
    /** For short requests: one limit for each step and for the whole. */
    public static TimeLimits within(Duration limit) {
        return new TimeLimits(limit, limit, limit, limit);
    }

    /** For transfers of any duration that only must not stall. */
    public static TimeLimits withoutStall(Duration connect, Duration stall) {
        return new TimeLimits(connect, stall, stall, Duration.ZERO);
    }
}
