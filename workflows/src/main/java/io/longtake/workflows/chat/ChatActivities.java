package io.longtake.workflows.chat;

import io.temporal.activity.ActivityInterface;

/** The chat activity, which must send a message at most once. */
@ActivityInterface
public interface ChatActivities {
    /**
     * Sends the message and reads the stream to its end. Temporal never retries it.
     *
     * <p>Fails with {@code NOT_SENT}, {@code ACCOUNT_SILENT}, {@code PAYLOAD_UNREADABLE}, {@code TOKEN_REFUSED} or {@code RATE_LIMITED} if the
     * message certainly had no effect; with {@code SESSION_LOST} or {@code NO_CREDITS} if the backend reported so; with
     * {@code OUTCOME_UNKNOWN} if the message may have arrived. Cancellation closes the stream.
     */
    ChatOutcome chat(ChatRequest request);
}
