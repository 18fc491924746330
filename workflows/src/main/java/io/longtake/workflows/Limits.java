package io.longtake.workflows;

import java.time.Duration;

/**
 * Every limit and interval of workflow code that nobody sets. Those that a person sets are in {@code SessionPolicy}; time-outs and
 * retries of activities are in {@link ActivityTerms}.
 */
public final class Limits {
    private Limits() {}

    // ---- what a session takes in ----

    /** Files of one request. */
    public static final int FILES_PER_REQUEST = 500;

    /** Files of one session, over all its lives. Payloads carry them by reference; each upload reads the whole list, about 4 MB. */
    public static final int FILES_PER_SESSION = 10_000;

    /** Files that a turn names, in its wish and its report; of the others it says how many. */
    public static final int NAMED_FILES = 10;

    /** Characters of those names together. */
    public static final int NAMED_CHARACTERS = 300;

    /** Turns that may wait: their payload has to fit into the 2 MB that a run hands to the next. */
    public static final int QUEUED_TURNS = 1_000;

    /** Characters of all waiting prompts together, for the same reason; in Chinese each takes three bytes. */
    public static final int QUEUED_CHARACTERS = 250_000;

    // ---- what a session keeps at hand ----

    /** Ended turns kept beside the archive. */
    public static final int KEPT_TURNS = 50;

    /** Bytes of those turns together, as {@code Turn.bytes} counts them. */
    public static final int KEPT_TURN_BYTES = 16 << 10;

    /** Bytes of turns beyond those that go into one document of the archive; with so many it is written during a run. */
    public static final int ARCHIVED_BYTES = 8 << 10;

    /** Bytes of edits that one look into the archive brings, in the worst case, far below the 64 KB of a payload. */
    public static final int READ_EDITS_BYTES = 48 << 10;

    /** Unknown exports kept beside the archive, so that a person can settle them; about 1.2 KB each, with their renders. */
    public static final int KEPT_UNKNOWN_EXPORTS = 20;

    /** Renders kept of exports that are in the archive. */
    public static final int KEPT_RENDERS = 10;

    /**
     * Answered requests that a run hands to the next, so that the same request again gets the same answer; 75 bytes each. Older
     * ones are in the archive.
     */
    public static final int KEPT_REQUESTS = 100;

    /** Characters of one turn's report. */
    public static final int REPORT_CHARACTERS = 3_000;

    // ---- edits ----

    /** How often a message is scheduled that certainly never left, after 1, 2, 4 … 30 s: about a quarter of an hour. */
    public static final int SENDINGS = 32;

    /** Before the second sending; doubled up to {@link #LONGEST_SENDING_PAUSE}. */
    public static final Duration FIRST_SENDING_PAUSE = Duration.ofSeconds(1);

    public static final Duration LONGEST_SENDING_PAUSE = Duration.ofSeconds(30);

    // ---- renders ----

    /** A render that the backend calls failed may be tried once more, under a new id. */
    public static final int RENDERS_PER_EXPORT = 2;

    /** Workflows that follow one render, one after the other, where runs that were reset have started some already. */
    public static final int RENDER_FOLLOWERS = 20;

    /** A render reports before its workflow ends; after this long no report will come. */
    public static final Duration RENDER_REPORT = Duration.ofSeconds(30);

    /** How often a run asks after a render that an earlier run has started: only its starter is told when it ends otherwise. */
    public static final Duration RENDER_ATTENDANCE = Duration.ofMinutes(10);

    /** Pauses between looks for a render that the backend does not know grow from the poll interval to this. */
    public static final Duration LONGEST_LOOK_PAUSE = Duration.ofSeconds(30);

    /** How long a backend may take to stop a render after it was asked to. */
    public static final Duration RENDER_STOPPING = Duration.ofMinutes(10);

    /** Looks without progress, one poll deadline apart, after which a render is given up. */
    public static final int RENDER_STANDSTILLS = 2;

    // ---- rate limits and tokens ----

    /** How often one call of a session waits for a rate limit to pass. */
    public static final int SESSION_RATE_LIMIT_WAITS = 1;

    /** The same for a render: nobody waits at a terminal, and a render that is given up runs on unobserved. */
    public static final int RENDER_RATE_LIMIT_WAITS = 20;

    /** The contract's wait after a 429 that names none. */
    public static final Duration RATE_LIMIT_DELAY = Duration.ofSeconds(30);

    /** Who asks for a token waits for it; a backend that wants a longer pause than this is told to people instead. */
    public static final Duration LONGEST_TOKEN_WAIT = Duration.ofMinutes(1);

    /** Renewals of one call: the first refusal may be about a token older than the account's, the second about the account's own. */
    public static final int TOKEN_RENEWALS = 3;

    /**
     * The account answers every report of a refused token. It may first wait for a backend that is out of reach and for a rate
     * limit, which takes five minutes at most.
     */
    public static final Duration ACCOUNT_ANSWER = Duration.ofMinutes(10);

    // ---- the end of a run ----

    /** Between the last handler of a message and the end of a run. */
    public static final Duration DRAIN_PAUSE = Duration.ofSeconds(1);

    public static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
