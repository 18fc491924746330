package io.longtake.workflows.chat;

import io.temporal.activity.ActivityInterface;

/** The one thing that must not happen twice. */
@ActivityInterface
public interface ChatActivities {
    /**
     * Sends the message and reads the stream to its end. Never retried by Temporal.
     *
     * <p>Fails with {@code NOT_SENT}, {@code ACCOUNT_SILENT}, {@code TOKEN_REFUSED} or {@code RATE_LIMITED} when the
     * message certainly had no effect; with {@code SESSION_LOST}, {@code NO_CREDITS} when the backend said so;
     * {@code OUTCOME_UNKNOWN} when it may have arrived. Cancellation closes the stream.
     */
    ChatOutcome chat(ChatRequest request);
}
