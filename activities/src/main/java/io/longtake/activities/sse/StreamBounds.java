package io.longtake.activities.sse;

/**
 * How much of a stream is held in memory.
 *
 * @param eventBytes longest event, and so longest line, in bytes
 */
public record StreamBounds(int eventBytes) {
    /** Four times the largest event the contract's relatives were seen to send. */
    public static final StreamBounds DEFAULT = new StreamBounds(16 << 20);

    public StreamBounds {
        if (eventBytes < 1024) {
            throw new IllegalArgumentException("An event may have at least 1024 bytes, not " + eventBytes + ".");
        }
    }
}
