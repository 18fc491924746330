package io.longtake.workflows.failure;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * The type of every {@code ApplicationFailure} that Longtake throws. Histories contain the name, so a name is never
 * changed or given a second meaning; new ones are added.
 */
public enum FailureType {
    /** The backend refused a token (1001); details: its generation, an {@code Integer}. The request had no effect. */
    TOKEN_REFUSED(false),
    /** There is no usable token: none could be obtained, or the given one is permanently refused. */
    TOKEN_UNAVAILABLE(false),
    /** The account did not answer when asked for its token. Nothing was sent. */
    ACCOUNT_SILENT(true),
    /** The backend does not know the session (1002). */
    SESSION_LOST(false),
    /** The account has no credits (2001). */
    NO_CREDITS(false),
    /** Unsupported file (4001). */
    UNSUPPORTED_FILE(false),
    /** The file is too large (4002). */
    FILE_TOO_LARGE(false),
    /** The plan does not allow the export (402). */
    PLAN_BLOCKS_EXPORT(false),
    /**
     * Rate limit (429); details: the wait that the backend requested, a {@code Duration}, or none. The request had no
     * effect.
     */
    RATE_LIMITED(false),
    /** The request certainly was not sent: refused connection, unresolved name. It can be scheduled again safely. */
    NOT_SENT(true),
    /**
     * The worker could not decode the arguments of an activity, for example because it lacks the key of the installation. This
     * attempt sent nothing; another worker may have the key.
     */
    PAYLOAD_UNREADABLE(true),
    /** The request may have arrived; whether it took effect must be verified, never guessed. */
    OUTCOME_UNKNOWN(false),
    /** The render is still running; details: {@code RenderProgress}. Benign. */
    NOT_YET(true),
    /** A 5xx status, a timeout, or an interrupted connection, for a request that may be repeated. */
    BACKEND_TROUBLE(true),
    /** The backend refused with a code or status that this version does not know; repeating does not help. */
    BACKEND_REFUSED(false),
    /** An unreadable response: HTML from a proxy, invalid JSON. */
    UNREADABLE_ANSWER(true),
    /** The backend reported the render as failed. */
    RENDER_FAILED(false),
    /** The backend does not know the render. */
    RENDER_LOST(false),
    /** A part of a film can't be rendered: a file can't be read, or each process that tried it crashed. */
    PART_FAILED(false),
    /** This worker does not know the part, because another version of Longtake planned the film. */
    RENDERER_DIFFERS(true),
    /** The downloaded file is not a complete film. */
    FILE_DAMAGED(true),
    /** The media store lacks the content that a reference names. */
    MEDIA_MISSING(false),
    /** The user's path can't be written. */
    DELIVERY_FAILED(false),
    /** Another file exists at the user's path; it was not changed. */
    OUTPUT_TAKEN(false),
    /** The timeline has nothing to export. */
    NOTHING_TO_EXPORT(false),
    /** The edit ended without a change, and the backend gave a reason. */
    EDIT_REFUSED(false),
    /** The backend asks a question instead of making the edit. Nothing was changed; the next edit may be the answer. */
    NEEDS_ANSWER(false),
    /** An earlier turn of the same group did not succeed. */
    GROUP_CANCELLED(false),
    /** The session was closed and accepts no requests. */
    SESSION_CLOSED(false),
    /** The request contradicts the session's state or exceeds a limit. */
    NOT_POSSIBLE(false),
    /** The edit could exceed the user's limit ({@code --max-credits}). Nothing was sent. */
    BUDGET_REACHED(false),
    /** The receiver of an event did not accept it, or could not be reached. */
    NOT_NOTIFIED(true),
    /** The receiver of an event can't be used: its address is not allowed, or it redirects, or it wants no more events. */
    NOTIFY_REFUSED(false),
    /** An internal error. */
    @JsonEnumDefaultValue
    INTERNAL(false);

    private final boolean retryable;

    FailureType(boolean retryable) {
        this.retryable = retryable;
    }

    /**
     * Whether Temporal may retry the activity automatically. The chat activity is never retried, whatever this returns.
     */
    public boolean retryable() {
        return retryable;
    }

    /** The type with that name, if this version knows it. */
    public static Optional<FailureType> of(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
