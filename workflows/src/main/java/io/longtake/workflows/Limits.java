package io.longtake.workflows;

import java.time.Duration;

/**
 * All fixed limits and intervals of workflow code. Those that the user can set are in {@code SessionPolicy}; timeouts
 * and retries of activities are in {@link ActivityTerms}.
 */
public final class Limits {
    private Limits() {}

    // ---- what a session accepts ----

    /** Files per request. */
    public static final int FILES_PER_REQUEST = 500;

    /**
     * Files per session, including those from before its rebuilds. Payloads contain the files by reference; each upload
     * reads the whole list, about 4 MB.
     */
    public static final int FILES_PER_SESSION = 10_000;

    /** File names listed in the summary and the report of a turn; the other files are only counted. */
    public static final int NAMED_FILES = 10;

    /** Characters of those names in total. */
    public static final int NAMED_CHARACTERS = 300;

    /** Turns in the queue: their payload has to fit into the 2 MB that a run passes to the next run. */
    public static final int QUEUED_TURNS = 1_000;

    /** Characters of all queued prompts in total, for the same reason; Chinese text takes three bytes per character. */
    public static final int QUEUED_CHARACTERS = 250_000;

    // ---- what a session keeps in its state ----

    /** Ended turns kept in the state in addition to those in the archive. */
    public static final int KEPT_TURNS = 50;

    /** Bytes of those turns in total, as counted by {@code Turn.bytes}. */
    public static final int KEPT_TURN_BYTES = 16 << 10;

    /**
     * Bytes of surplus turns that fill one document of the archive; when this size is reached, the document is written
     * during the run.
     */
    public static final int ARCHIVED_BYTES = 8 << 10;

    /** Maximum bytes of edits that one read from the archive returns; well below the 64 KB limit of a payload. */
    public static final int READ_EDITS_BYTES = 48 << 10;

    /**
     * Exports with an unknown outcome kept in the state, so that the user can settle them; about 1.2 KB each, including
     * their renders.
     */
    public static final int KEPT_UNKNOWN_EXPORTS = 20;

    /** Renders kept in the state for exports that are in the archive. */
    public static final int KEPT_RENDERS = 10;

    /**
     * Answered requests that a run passes to the next run, so that a repeated request gets the same answer; 75 bytes
     * each. Older ones are in the archive.
     */
    public static final int KEPT_REQUESTS = 100;

    /** Requests of a session whose end has still to be reported; each keeps its encrypted address, up to 4 KB. */
    public static final int WAITING_NOTIFICATIONS = 100;

    /** Notifications kept in the state after they were sent, so that they can be shown; about 300 bytes each. */
    public static final int KEPT_NOTIFICATIONS = 10;

    /** Turns of a request whose end is reported, because the report contains them completely. */
    public static final int NOTIFIED_TURNS = 10;

    /** Interval at which the run of a schedule looks whether its film is there. */
    public static final Duration SCHEDULED_FILM_POLL = Duration.ofSeconds(30);

    /** How long the run of a schedule waits for its film. Then the schedule goes on, and the film too. */
    public static final Duration SCHEDULED_FILM_DEADLINE = Duration.ofDays(2);

    /** Characters of one turn's report. */
    public static final int REPORT_CHARACTERS = 3_000;

    // ---- edits ----

    /**
     * Maximum number of times a message is scheduled while it certainly was not sent, with waits of 1, 2, 4 … 30 s:
     * about a quarter of an hour.
     */
    public static final int SENDINGS = 32;

    /** Wait before the second sending; doubles up to {@link #MAX_SENDING_PAUSE}. */
    public static final Duration FIRST_SENDING_PAUSE = Duration.ofSeconds(1);

    public static final Duration MAX_SENDING_PAUSE = Duration.ofSeconds(30);

    // ---- renders ----

    /** Renders per export: a render that the backend reports as failed may be retried once, under a new id. */
    public static final int RENDERS_PER_EXPORT = 2;

    /**
     * Number of workflows that follow one render in succession, if runs that were reset have already started some of
     * them.
     */
    public static final int RENDER_FOLLOWERS = 20;

    /** A render reports before its workflow ends; if no report arrives within this time, none will arrive. */
    public static final Duration RENDER_REPORT = Duration.ofSeconds(30);

    /**
     * Interval at which a run queries a render that an earlier run started: only the run that started it is notified if
     * its workflow ends abnormally.
     */
    public static final Duration RENDER_ATTENDANCE = Duration.ofMinutes(10);

    /**
     * The interval between polls for a render that the backend does not know grows from the poll interval to this
     * value.
     */
    public static final Duration MAX_POLL_PAUSE = Duration.ofSeconds(30);

    /** Time limit for the backend to stop a render after a cancel request. */
    public static final Duration RENDER_STOPPING = Duration.ofMinutes(10);

    /** Number of polls without progress, each as long as the render deadline, after which a render is abandoned. */
    public static final int RENDER_STANDSTILLS = 2;

    /**
     * Parts of one film that are scheduled at the same time; more than a fleet renders at once, few enough to describe the
     * workflow quickly.
     */
    public static final int PARTS_AT_ONCE = 100;

    /** Finished parts that one answer lists; about 200 bytes each. */
    public static final int PARTS_PER_ANSWER = 100;

    // ---- rate limits and tokens ----

    /** How often one call of a session waits for a rate limit to end. */
    public static final int SESSION_RATE_LIMIT_WAITS = 1;

    /**
     * The same for a render; higher because no user waits at a terminal, and an abandoned render continues unobserved.
     */
    public static final int RENDER_RATE_LIMIT_WAITS = 20;

    /** The wait that the contract defines for a 429 without {@code Retry-After}. */
    public static final Duration RATE_LIMIT_DELAY = Duration.ofSeconds(30);

    /**
     * Callers wait while a token is requested; if the backend demands a longer wait than this, the failure is reported
     * to the user instead.
     */
    public static final Duration MAX_TOKEN_WAIT = Duration.ofMinutes(1);

    /**
     * Token renewals per call: the first refusal may concern a token older than the account's, the second the account's
     * own.
     */
    public static final int TOKEN_RENEWALS = 3;

    /**
     * The account answers every report of a refused token. It may first wait for an unreachable backend and for a rate
     * limit, five minutes at most.
     */
    public static final Duration ACCOUNT_ANSWER = Duration.ofMinutes(10);

    // ---- the end of a run ----

    /** Wait between the last message handler and the end of a run. */
    public static final Duration DRAIN_PAUSE = Duration.ofSeconds(1);

    public static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
