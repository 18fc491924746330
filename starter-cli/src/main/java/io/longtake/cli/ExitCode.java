package io.longtake.cli;

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
}
