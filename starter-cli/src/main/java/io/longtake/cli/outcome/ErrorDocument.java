package io.longtake.cli.outcome;

import io.longtake.workflows.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON form of a failure. Every error in a document is made here, so each has the same fields. */
public final class ErrorDocument {
    private ErrorDocument() {}

    public static Map<String, Object> of(CommandFailure failure) {
        return fields(failure.type(), failure.sentence(), failure.exitCode(), failure.hint());
    }

    /** The failure of a turn. The exit code is the one of a command that carries out this turn alone. */
    public static Map<String, Object> of(Failure failure) {
        return of(failure.type().name(), failure.message(), JobOutcome.exitCode(failure.type()));
    }

    public static Map<String, Object> of(String type, String message, ExitCode exitCode) {
        return fields(type, message, exitCode, hint(type, exitCode));
    }

    private static Map<String, Object> fields(String type, String message, ExitCode exitCode, String hint) {
        var error = new LinkedHashMap<String, Object>();
        error.put("type", type);
        error.put("message", message);
        error.put("exitCode", exitCode.number());
        error.put("retryable", exitCode.retryable());
        error.put("hint", hint);
        return error;
    }

    /** What to do next after a failure: that of its type, otherwise that of its exit code. */
    static String hint(String type, ExitCode exitCode) {
        return switch (type) {
            case "SESSION_LOST" -> "Run `longtake rebuild SESSION` to start it over from the data kept here.";
            case "NOTHING_TO_EXPORT" -> "Add a file with `longtake upload` and an edit with `longtake edit` first.";
            case "EDIT_REFUSED" -> "Send another prompt; the timeline did not change.";
            case "OUTPUT_TAKEN", "OutputExists" -> "Choose another --output, or replace the file with --overwrite.";
            case "DELIVERY_FAILED" ->
                "The film is kept. Write it to another path: longtake export SESSION --render ID --output OUT";
            case "BadFile" -> "Leave the file out, or convert it; --skip-bad leaves out such files.";
            case "BUDGET_REACHED" -> "Raise --max-credits, or leave the edit out.";
            case "PLAN_BLOCKS_EXPORT" -> "Change the plan of the account, or use --backend studio.";
            default -> exitCode.hint();
        };
    }
}
