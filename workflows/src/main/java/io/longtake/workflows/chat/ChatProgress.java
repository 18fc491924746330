package io.longtake.workflows.chat;

/**
 * Heartbeat details of a chat. Its first one is written directly before the request: a chat without it was never sent.
 *
 * @param text the end of what was said so far, at most 500 characters
 * @param activity what the backend does, as far as its tool calls tell; may be empty
 * @param stillWorking how often by now the person is to hear that it is still working; 0 at first, and of older versions
 */
public record ChatProgress(long elapsedMs, long sinceLastEventMs, String text, String activity, int stillWorking) {
    public ChatProgress(long elapsedMs, long sinceLastEventMs, String text, String activity) {
        this(elapsedMs, sinceLastEventMs, text, activity, 0);
    }
}
