package io.longtake.activities.nemo;

import java.time.Duration;

/**
 * The time limits of the client.
 *
 * @param connect until a connection is established
 * @param answer for one ordinary request as a whole
 * @param upload for one upload as a whole
 * @param chatSilence between two bytes of a chat's stream, keep-alives included
 */
public record NemoTimeouts(Duration connect, Duration answer, Duration upload, Duration chatSilence) {
    /**
     * The limit for a chat is the contract's ten minutes, because a backend without keep-alives may be silent while it generates
     * (100 to 300 s).
     */
    public static final NemoTimeouts DEFAULT = new NemoTimeouts(
            Duration.ofSeconds(8), Duration.ofSeconds(17), Duration.ofMinutes(30), Duration.ofMinutes(10));

    public NemoTimeouts withChatSilence(Duration limit) {
        return new NemoTimeouts(connect, answer, upload, limit);
    }

    public NemoTimeouts withAnswer(Duration limit) {
        return new NemoTimeouts(connect, limit, upload, chatSilence);
    }
}
