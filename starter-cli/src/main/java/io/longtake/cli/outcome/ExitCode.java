package io.longtake.cli.outcome;

import java.util.List;

/** What a command's end means to the program that called it; the numbers are part of the product's contract. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOT_FOUND(3),
    NOT_ALLOWED(4),
    NO_CREDITS(5),
    UNKNOWN(6),
    /** The same command may succeed later. */
    TEMPORARY(75),
    /** The command was left; the job goes on. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
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
