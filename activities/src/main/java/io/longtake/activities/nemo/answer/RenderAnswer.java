package io.longtake.activities.nemo.answer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.HttpUrl;

/**
 * What the backend says of one render.
 *
 * @param word the backend's own word for the phase
 * @param percent 0 to 100
 * @param output where the film lies, once it is completed; takes no token
 * @param failure the backend's reason, where it gave one
 * @param lookAgain how long the backend wants to be left alone, where it says so
 */
public record RenderAnswer(
        Phase phase,
        String word,
        OptionalDouble percent,
        Optional<HttpUrl> output,
        Optional<String> failure,
        Optional<Duration> lookAgain) {
    /** The contract's four, the cancelled one, and a word that nobody knows: to be looked at again, never a verdict. */
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
