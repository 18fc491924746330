package io.longtake.cli.outcome;

import java.util.List;

/** The exit codes of commands. The numbers are part of the product's contract. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "permanent failure"),
    USAGE(2, "usage error, or a file that can't be used: refused before anything is sent, or by the backend"),
    NOT_FOUND(3, "session, file or render not found"),
    NOT_ALLOWED(4, "not allowed: the token was refused, or the plan does not allow it"),
    NO_CREDITS(5, "not enough credits, or --max-credits was reached"),
    UNKNOWN(6, "outcome unknown: run `longtake reconcile` before you try again"),
    /** The same command may succeed later. */
    TEMPORARY(
            75,
            "temporary failure: run the same command again; within an hour it resumes the request instead of queueing"
                    + " it twice"),
    /** The command was interrupted; a job that was queued continues. */
    INTERRUPTED(130, "interrupted; a job that was queued continues");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** Returns a short description for help and documentation. */
    public String meaning() {
        return meaning;
    }

    /**
     * By increasing severity. An unknown outcome is the most severe, because nothing may be retried before it is
     * checked.
     */
    private static final List<ExitCode> BY_WEIGHT =
            List.of(DONE, INTERRUPTED, TEMPORARY, USAGE, NOT_FOUND, NO_CREDITS, NOT_ALLOWED, FAILED, UNKNOWN);

    /** Returns the more severe of two exit codes: an unknown outcome before a permanent failure, and so on. */
    public static int worst(int one, int other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(int number) {
        return BY_WEIGHT.stream().map(ExitCode::number).toList().indexOf(number);
    }
}
