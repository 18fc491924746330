package io.longtake.activities.nemo.answer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.HttpUrl;

/**
 * What the backend reports about one render.
 *
 * @param word the backend's own name of the phase
 * @param percent 0 to 100
 * @param output the link to the film once the render is completed; requires no token
 * @param failure the backend's reason, if it gave one
 * @param pollAfter how long the backend requests to wait before the next poll, if it does
 */
public record RenderAnswer(
        Phase phase,
        String word,
        OptionalDouble percent,
        Optional<HttpUrl> output,
        Optional<String> failure,
        Optional<Duration> pollAfter) {
    /**
     * The contract's four phases, {@code CANCELLED}, and {@code UNRECOGNISED} for any other value, which means to poll again and is
     * never a final result.
     */
    public enum Phase {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED,
        CANCELLED,
        UNRECOGNISED;

        static Phase of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "pending", "queued", "submitted", "created", "accepted", "waiting" -> PENDING;
                case "processing", "rendering", "running", "in_progress", "started" -> PROCESSING;
                case "completed", "complete", "done", "succeeded", "success", "finished" -> COMPLETED;
                case "failed", "failure", "error" -> FAILED;
                case "cancelled", "canceled", "cancelling", "canceling" -> CANCELLED;
                default -> UNRECOGNISED;
            };
        }
    }
}
