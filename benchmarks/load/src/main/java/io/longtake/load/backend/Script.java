package io.longtake.load.backend;

import java.time.Duration;

/**
 * How the backend behaves.
 *
 * @param chat how long a chat is open before its reply
 * @param keepAlive interval of the keep-alives of an open chat
 * @param polls status requests for a render until it is completed
 * @param filmBytes size of a film
 */
public record Script(Duration chat, Duration keepAlive, int polls, int filmBytes) {
    /** In a prompt: the chat stays open until {@code POST /load/release}. */
    public static final String HOLD_CHAT = "[hold the chat]";

    /** In a prompt: the renders of the session are not completed before {@code POST /load/release}. */
    public static final String HOLD_RENDER = "[hold the render]";

    /** In a prompt: the chat ends at once. */
    public static final String AT_ONCE = "[at once]";

    public Script {
        if (polls < 1) {
            throw new IllegalArgumentException("A render takes at least 1 poll, not " + polls + ".");
        }
    }
}
