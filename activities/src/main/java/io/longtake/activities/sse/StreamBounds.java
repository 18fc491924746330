package io.longtake.activities.sse;

/**
 * How much of a stream is held in memory.
 *
 * @param eventBytes the longest event, and therefore the longest line, in bytes
 */
public record StreamBounds(int eventBytes) {
    /** Four times the largest event observed from servers with similar streams. */
    public static final StreamBounds DEFAULT = new StreamBounds(16 << 20);

    public StreamBounds {
        if (eventBytes < 1024) {
            throw new IllegalArgumentException(
                    "The limit for an event must be at least 1024 bytes, not " + eventBytes + ".");
        }
    }
}
