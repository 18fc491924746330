package io.longtake.cli.outcome;

/**
 * A command's failure, described for the user: what happened, what was kept and what to do next. {@code Longtake} is
 * the only handler; it prints the sentence and returns the exit code.
 */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String type;

    public CommandFailure(ExitCode exitCode, String type, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.type = type;
    }

    public CommandFailure(ExitCode exitCode, String type, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.type = type;
    }

    /** Returns a failure of this machine: exit 75 if the cause is temporary, such as a full disk; else exit 1. */
    public static CommandFailure of(String type, String sentence, Throwable cause) {
        return new CommandFailure(TemporaryFailures.exitCode(cause), type, sentence, cause);
    }

    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, "Usage", sentence);
    }

    public static CommandFailure temporary(String sentence) {
        return new CommandFailure(ExitCode.TEMPORARY, "Temporary", sentence);
    }

    public static CommandFailure notFound(String sentence) {
        return new CommandFailure(ExitCode.NOT_FOUND, "NotFound", sentence);
    }

    /** Returns the failure of an interrupted wait, and keeps the thread marked as interrupted. */
    public static CommandFailure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", cause);
    }

    /** Returns what to do next, a sentence. */
    public String hint() {
        return ErrorDocument.hint(type, exitCode);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** Returns the kind of failure, the value of {@code error.type} in JSON. */
    public String type() {
        return type;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
