package io.longtake.cli.event;

import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a command has ended.
 *
 * @param command the command's name
 * @param session the session that the user named; empty if the command chose one
 * @param exitCode the command's exit code
 * @param document what {@code --json} prints
 */
public record EndFacts(String command, Optional<String> session, int exitCode, Map<?, ?> document) {
    /**
     * The facts as environment variables. A fact that does not apply is empty. The text of a backend is made printable: a
     * variable can't contain U+0000, and the program may print it.
     */
    Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("LONGTAKE_COMMAND", command);
        variables.put("LONGTAKE_EXIT_CODE", Integer.toString(exitCode));
        variables.put("LONGTAKE_STATUS", status());
        variables.put(
                "LONGTAKE_SESSION",
                text("session").or(() -> session).map(Printable::text).orElse(""));
        variables.put("LONGTAKE_BATCH", text("batch").map(Printable::text).orElse(""));
        // The path as it is, so that the program finds the file.
        variables.put("LONGTAKE_OUTPUT", text("output").orElse(""));
        variables.put(
                "LONGTAKE_RENDER_ID", text("renderId").map(Printable::text).orElse(""));
        variables.put("LONGTAKE_MESSAGE", message().map(Printable::text).orElse(""));
        return variables;
    }

    /** In the words of a job, also for a turn and a batch. */
    private String status() {
        var status = text("status");
        if (status.isEmpty()) {
            return exitCode == ExitCode.DONE.number()
                    ? "completed"
                    : exitCode == ExitCode.UNKNOWN.number() ? "unknown" : "failed";
        }
        return status.get().equals("done") ? "completed" : status.get();
    }

    private Optional<String> message() {
        return document.get("error") instanceof Map<?, ?> error ? text(error, "message") : text("report");
    }

    private Optional<String> text(String field) {
        return text(document, field);
    }

    private static Optional<String> text(Map<?, ?> document, String field) {
        @Nullable Object value = document.get(field);
        return Optional.ofNullable(value).map(Object::toString);
    }
}
