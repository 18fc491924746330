package io.longtake.workflows.failure;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * The type of every {@code ApplicationFailure} that Longtake throws. The name is what stands in histories, so a name is
 * never changed or given a second meaning; new ones are added.
 */
public enum FailureType {
    /** The backend refused a token (1001); details: its generation, an {@code Integer}. Nothing was done. */
    TOKEN_REFUSED(false),
    /** There is no token to use: none could be had, or the given one is refused for good. */
    TOKEN_UNAVAILABLE(false),
    /** The account could not be asked for its token. Nothing was sent. */
    ACCOUNT_SILENT(true),
    /** The backend does not know the session (1002). */
    SESSION_LOST(false),
    /** 2001. */
    NO_CREDITS(false),
    /** 4001. */
    UNSUPPORTED_FILE(false),
    /** 4002. */
    FILE_TOO_LARGE(false),
    /** 402: the plan does not allow the export. */
    PLAN_BLOCKS_EXPORT(false),
    /** 429; details: the wait the backend asked for, a {@code Duration}, or none. Nothing was done. */
    RATE_LIMITED(false),
    /** The request certainly never left: refused connection, unresolved name. Safe to schedule again. */
    NOT_SENT(true),
    /** The request may have arrived; whether it took effect must be found out, never guessed. */
    OUTCOME_UNKNOWN(false),
    /** A render that still runs; details: {@code RenderProgress}. Benign. */
    NOT_YET(true),
    /** 5xx, a timeout, a cut connection on a request that may be repeated. */
    BACKEND_TROUBLE(true),
    /** The backend said no with a code or status this version doesn't know; repeating won't help. */
    BACKEND_REFUSED(false),
    /** An answer that can't be understood: HTML from a proxy, broken JSON. */
    UNREADABLE_ANSWER(true),
    /** The backend called the render failed. */
    RENDER_FAILED(false),
    /** The backend does not know the render. */
    RENDER_LOST(false),
    /** The downloaded file is not a whole video. */
    FILE_DAMAGED(true),
    /** The media store doesn't have the bytes a reference names. */
    MEDIA_MISSING(false),
    /** The person's path can't be written. */
    DELIVERY_FAILED(false),
    /** Something else stands under the person's path; it was left as it is. */
    OUTPUT_TAKEN(false),
    /** The timeline has nothing to export. */
    NOTHING_TO_EXPORT(false),
    /** The edit ended without a change, and the backend said why. */
    EDIT_REFUSED(false),
    /** An earlier turn of the same group did not end well. */
    GROUP_CANCELLED(false),
    /** The session was closed; nothing can be asked of it any more. */
    SESSION_CLOSED(false),
    /** What was asked contradicts what the session is, or exceeds a limit. */
    NOT_POSSIBLE(false),
    /** The edit could cost more than the person allowed ({@code --max-credits}). Nothing was sent. */
    BUDGET_REACHED(false),
    /** Something that should not happen. */
    @JsonEnumDefaultValue
    INTERNAL(false);

    private final boolean retryable;

    FailureType(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether Temporal may run the activity again on its own. Chat never is, whatever this says. */
    public boolean retryable() {
        return retryable;
    }

    /** The type of that name, if this version knows it. */
    public static Optional<FailureType> of(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
