package io.longtake.cli.outcome;

import java.util.List;

/** What a command's end means to the program that called it; the numbers are part of the product's contract. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed for good"),
    USAGE(2, "wrong usage, or a file that can't be used: refused before anything is sent, or by the backend"),
    NOT_FOUND(3, "no such session, file or render"),
    NOT_ALLOWED(4, "not allowed: the token was refused, or the plan does not allow it"),
    NO_CREDITS(5, "not enough credits, or --max-credits was reached"),
    UNKNOWN(6, "outcome unknown: run `longtake reconcile` before you try again"),
    /** The same command may succeed later. */
    TEMPORARY(
            75,
            "temporary failure: run the same command again; within an hour it resumes the request instead of queueing"
                    + " it twice"),
    /** The command was left; the job goes on. */
    INTERRUPTED(130, "interrupted; the job goes on");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** In a few words, for help and documentation. */
    public String meaning() {
        return meaning;
    }

    /** From the lightest to what must not be overlooked: before an unknown outcome is looked at, nothing may be tried again. */
    private static final List<ExitCode> BY_WEIGHT =
            List.of(DONE, INTERRUPTED, TEMPORARY, USAGE, NOT_FOUND, NO_CREDITS, NOT_ALLOWED, FAILED, UNKNOWN);

    /** Of the ends of several things the one that tells of them all: an unknown outcome, else a failure for good, and so on. */
    public static int worse(int one, int other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(int number) {
        return BY_WEIGHT.stream().map(ExitCode::number).toList().indexOf(number);
    }
}
