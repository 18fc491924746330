package io.longtake.cli.outcome;

import java.util.List;

/** The exit codes of commands. The numbers are part of the product's contract. */
public enum ExitCode {
    DONE(0, "done", ""),
    FAILED(1, "permanent failure", "Read the message; `longtake doctor` checks the installation."),
    USAGE(
            2,
            "usage error, or a file that can't be used: refused before anything is sent, or by the backend",
            "Correct the command; `longtake help COMMAND` describes it."),
    NOT_FOUND(3, "session, file or render not found", "`longtake sessions` lists the sessions."),
    NOT_ALLOWED(
            4,
            "not allowed: the token was refused, or the plan does not allow it",
            "Correct or unset NEMO_TOKEN; `longtake doctor` checks the backend."),
    NO_CREDITS(
            5,
            "not enough credits, or --max-credits was reached",
            "`longtake credits` shows the balance. Add credits, then run the command again."),
    UNKNOWN(
            6,
            "outcome unknown: run `longtake reconcile` before you try again",
            "Run `longtake reconcile` before you try again."),
    /** Nothing was changed: the backend asks which of several effects is meant. */
    NEEDS_ANSWER(
            7,
            "the backend asks a question, and nothing was changed: send the answer as the next edit",
            "Send the `request` of one of the choices in `question` as the next edit."),
    /** The same command may succeed later. */
    TEMPORARY(
            75,
            "temporary failure, or not finished within --timeout: run the same command again; within an hour it resumes"
                    + " the request instead of queueing it twice",
            "Run the same command again."),
    /** The command was interrupted; a job that was queued continues. */
    INTERRUPTED(
            130,
            "interrupted; a job that was queued continues",
            "A queued job continues. Run `longtake wait SESSION`, or the same command again.");

    private final int number;
    private final String meaning;
    private final String hint;

    ExitCode(int number, String meaning, String hint) {
        this.number = number;
        this.meaning = meaning;
        this.hint = hint;
    }

    /** Whether the same command may succeed later without a change. Nothing is queued or sent twice. */
    public boolean retryable() {
        return this == TEMPORARY || this == INTERRUPTED;
    }

    /** What to do next, as a sentence; empty for {@link #DONE}. */
    public String hint() {
        return hint;
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
    private static final List<ExitCode> BY_WEIGHT = List.of(
            DONE, INTERRUPTED, TEMPORARY, NEEDS_ANSWER, USAGE, NOT_FOUND, NO_CREDITS, NOT_ALLOWED, FAILED, UNKNOWN);

    /** Returns the more severe of two exit codes: an unknown outcome before a permanent failure, and so on. */
    public static int worst(int one, int other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(int number) {
        return BY_WEIGHT.stream().map(ExitCode::number).toList().indexOf(number);
    }
}
