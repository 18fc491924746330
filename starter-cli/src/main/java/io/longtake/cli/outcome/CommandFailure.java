package io.longtake.cli.outcome;

/**
 * A command's failure in the words a person reads: what happened, what was kept, what to do next. The one handler in
 * {@code Longtake} turns it into a sentence and an exit code.
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

    /** Of something that could not be done here: exit 75 where the cause passes, a full disk for instance, else 1. */
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

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The kind of failure as one word, for {@code error.type} in JSON. */
    public String type() {
        return type;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
