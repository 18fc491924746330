package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.outcome.ExitCode;

/** What an agent should do next. The messages of commands name commands; these name tools. */
final class Hints {
    static final String INSTRUCTIONS = """
            Longtake turns images into long videos. Jobs survive crashes of every process, and nothing is charged twice.

            - To make a film, call 'make' with files, a prompt and an output path. To change it, call 'edit' with the session that \
            'make' returned, then 'export'. To look at it, call 'preview'.
            - A call returns before its work has ended if that takes long. If the status is 'running', the work continues: tell the user, and call 'wait' with \
            the session until it has ended. Only 'cancel' stops work.
            - Pass a request_id to 'make', 'edit', 'upload' and 'export', and repeat a call whose answer was lost with the same one.
            - An error has exitCode, retryable and hint. If retryable is true, call the same tool with the same arguments again. If \
            exitCode is 6, the outcome is unknown: call 'reconcile' before anything else, and do not repeat the edit.
            - Messages that name a command, such as `longtake wait NAME`, mean the tool of that name.""";

    private Hints() {}

    /**
     * After a failure.
     *
     * @param type the kind of failure, the value of {@code error.type}
     */
    static String after(String type, ExitCode code) {
        return switch (type) {
            case "SESSION_LOST" -> "The backend no longer has this session. Call 'rebuild' with it.";
            case "DELIVERY_FAILED" -> "The film is kept. Call 'export' with its render ID and another output.";
            case "OUTPUT_TAKEN", FilmDelivery.OUTPUT_EXISTS ->
                "Choose another output, or ask the user before you set overwrite.";
            default -> after(code);
        };
    }

    private static String after(ExitCode code) {
        return switch (code) {
            case DONE -> "";
            case FAILED -> "The same call will fail again. Correct what the message names, or tell the user.";
            case USAGE -> "Correct the argument or the file that the message names, and call again.";
            case NOT_FOUND -> "Check the name with 'sessions', or the path of the file.";
            case NOT_ALLOWED -> "The user has to change the token or the plan. Do not try again until then.";
            case NO_CREDITS -> "Tell the user. The account needs credits, or the call a higher max_credits.";
            case UNKNOWN -> "Call 'reconcile' with the session. Do not repeat the edit: it may be charged twice.";
            case NEEDS_ANSWER ->
                "Nothing was changed. Ask the user the question, and call 'edit' with the request of the answer that the user"
                        + " chooses.";
            case TEMPORARY -> "Call the same tool with the same arguments again; nothing is done twice.";
            case INTERRUPTED -> "The work continues. Call 'wait' with the session.";
        };
    }

    static String running(String session) {
        return "The work continues in session " + session
                + ". Call 'wait' with this session until the status is no longer"
                + " 'running'. Do not repeat the request.";
    }

    /** After a call that has returned without a document. */
    static String unanswered(Tool tool, JsonNode arguments) {
        // Each call that draws no file of the user's draws a file of its own.
        return tool.name().equals("preview") && !arguments.has("output")
                ? "Call 'preview' with this session again: it draws a new picture and changes nothing."
                : "Call the same tool with the same arguments again for the result.";
    }

    static String preparing(String message) {
        return "Longtake is still preparing the request" + (message.isEmpty() ? "" : " (\"" + message + "\")")
                + "; nothing is queued yet. Call the same tool with the same arguments again: it joins this request, and starts"
                + " nothing twice.";
    }

    static final String BATCH_RUNNING =
            "The batch continues while this server runs. Call 'batch' with the same arguments again for the report.";
}
