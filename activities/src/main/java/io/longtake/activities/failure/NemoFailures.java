package io.longtake.activities.failure;

import io.longtake.activities.media.StoreException;
import io.longtake.activities.nemo.error.Delivery;
import io.longtake.activities.nemo.error.NemoException;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.DownloadProgress;
import io.longtake.workflows.render.RenderProgress;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Translates exceptions into failures for workflows. A failure contains a message only, no stack trace and no cause, so that
 * histories stay small.
 */
public final class NemoFailures {
    /**
     * The longest pause that a session is told to wait. A session would wait out a longer one silently, so a longer pause is only
     * named in the message. The session then retries once after its usual pause and reports the failure.
     */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private static final Duration SOON = Duration.ofSeconds(1);

    private NemoFailures() {}

    /**
     * The failure of a request that may be repeated.
     *
     * @param generation of the token that was used
     */
    public static ApplicationFailure ofRepeatable(NemoException e, int generation) {
        return ofRepeatable(e, generation, Optional.empty());
    }

    /**
     * The failure of a request that may be repeated.
     *
     * @param generation of the token that was used
     * @param hint what the user can do about it, as a complete sentence
     */
    public static ApplicationFailure ofRepeatable(NemoException e, int generation, Optional<String> hint) {
        return details(e, generation, typeOfRepeatable(e), hint, MAX_PAUSE);
    }

    /**
     * The failure of a request for a token. It contains a pause of any length, because the account decides which pause to wait for.
     *
     * @param generation of the token that is requested
     */
    public static ApplicationFailure ofTokenRequest(NemoException e, int generation) {
        return details(e, generation, typeOfRepeatable(e), Optional.empty(), Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * The failure of a request that must not be repeated: if the request may have arrived, the outcome is unknown.
     *
     * @param generation of the token that was used
     * @param hint what the user can do about it, as a complete sentence
     */
    public static ApplicationFailure ofUnrepeatable(NemoException e, int generation, Optional<String> hint) {
        boolean uncertain = e.delivery() == Delivery.UNCERTAIN;
        FailureType type = uncertain ? FailureType.OUTCOME_UNKNOWN : typeOfRepeatable(e);
        return details(e, generation, type, hint, MAX_PAUSE);
    }

    /** A failure with a given message; whether it is retryable depends on its type. */
    public static ApplicationFailure of(FailureType type, String sentence) {
        return builder(type, sentence).build();
    }

    /** Stored content can't be read. A store that does not answer now is asked again. */
    public static ApplicationFailure ofStored(IOException e, String sentence) {
        boolean again = e instanceof StoreException store && store.temporary();
        return of(again ? FailureType.BACKEND_TROUBLE : FailureType.MEDIA_MISSING, sentence);
    }

    /** No usable token is available; requests the account to obtain one. */
    public static ApplicationFailure tokenRequired(int generation) {
        return builder(FailureType.TOKEN_REFUSED, "The account has no usable token.")
                .setDetails(generation)
                .build();
    }

    /** A render that is still running. Marked as benign, so it does not count as an error. */
    public static ApplicationFailure stillRunning(RenderProgress progress, String sentence, Duration nextLook) {
        return builder(FailureType.NOT_YET, sentence)
                .setDetails(progress)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(nextLook)
                .build();
    }

    /**
     * A download attempt that did not produce a complete film.
     *
     * @param kept the partial download from which the next attempt resumes
     * @param progressed whether this attempt received new bytes; if so, the next attempt follows after 1 s, regardless of the number of
     *     attempts before
     */
    public static ApplicationFailure ofDownload(ApplicationFailure why, DownloadProgress kept, boolean progressed) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(why.getType())
                .setMessage(why.getOriginalMessage())
                .setNonRetryable(why.isNonRetryable())
                .setDetails(kept);
        if (progressed) {
            failure.setNextRetryDelay(SOON);
        }
        return failure.build();
    }

    private static FailureType typeOfRepeatable(NemoException e) {
        if (e instanceof NemoException.TokenRefused) {
            return FailureType.TOKEN_REFUSED;
        } else if (e instanceof NemoException.SessionNotFound) {
            return FailureType.SESSION_LOST;
        } else if (e instanceof NemoException.NoCredits) {
            return FailureType.NO_CREDITS;
        } else if (e instanceof NemoException.UnsupportedFile) {
            return FailureType.UNSUPPORTED_FILE;
        } else if (e instanceof NemoException.FileTooLarge) {
            return FailureType.FILE_TOO_LARGE;
        } else if (e instanceof NemoException.ExportNotAllowed) {
            return FailureType.PLAN_BLOCKS_EXPORT;
        } else if (e instanceof NemoException.RateLimited) {
            return FailureType.RATE_LIMITED;
        } else if (e instanceof NemoException.RenderNotFound) {
            return FailureType.RENDER_LOST;
        } else if (e instanceof NemoException.UnreadableAnswer) {
            return FailureType.UNREADABLE_ANSWER;
        } else if (e instanceof NemoException.ServerError
                || e instanceof NemoException.ConnectionLost
                || e instanceof NemoException.TimedOut) {
            return FailureType.BACKEND_TROUBLE;
        } else if (e instanceof NemoException.UnusableAddress) {
            return FailureType.NOT_POSSIBLE;
        } else if (e.delivery() == Delivery.NEVER_LEFT) {
            return FailureType.NOT_SENT;
        }
        return e instanceof NemoException.Stopped ? FailureType.BACKEND_TROUBLE : FailureType.BACKEND_REFUSED;
    }

    private static ApplicationFailure details(
            NemoException e, int generation, FailureType type, Optional<String> hint, Duration longestPause) {
        String sentence = sentence(e) + hint.map(way -> " " + way).orElse("");
        ApplicationFailure.Builder failure = builder(type, sentence);
        if (type == FailureType.TOKEN_REFUSED) {
            failure.setDetails(generation);
        } else if (e instanceof NemoException.RateLimited limited
                && limited.retryAfter()
                        .filter(pause -> pause.compareTo(longestPause) <= 0)
                        .isPresent()) {
            failure.setDetails(limited.retryAfter().get());
        }
        return failure.build();
    }

    /** Adds the backend's text if the failure concerns a file, because that text names the file. */
    private static String sentence(NemoException e) {
        String sentence = String.valueOf(e.getMessage());
        boolean includeMessage = e instanceof NemoException.UnsupportedFile || e instanceof NemoException.FileTooLarge;
        return includeMessage && !e.backendMessage().isEmpty()
                ? sentence + " It said: \"" + e.backendMessage() + "\"."
                : sentence;
    }

    private static ApplicationFailure.Builder builder(FailureType type, String sentence) {
        return ApplicationFailure.newBuilder()
                .setType(type.name())
                .setMessage(sentence)
                .setNonRetryable(!type.retryable());
    }
}
