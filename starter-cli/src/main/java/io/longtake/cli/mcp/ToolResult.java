package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.job.QueuedJob;
import io.longtake.cli.mcp.CommandCall.Result;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ErrorDocument;
import io.longtake.cli.outcome.ExitCode;
import java.util.Base64;
import java.util.stream.Stream;

/** The result of a tool: the command's JSON document, as structure and as text. */
final class ToolResult {
    private ToolResult() {}

    /** Returns the result of a command that ended. */
    static ObjectNode of(Tool tool, Result ended) {
        return ended.exit() == 0
                ? complete(structure(tool, ended.document()))
                : failed(structure(tool, ended.document()), exitCode(ended.exit()));
    }

    /** Returns the result of a call that was refused before a command was run. */
    static ObjectNode of(CommandFailure failure) {
        return failed(document(failure), failure.exitCode());
    }

    /** Returns the result of a call that continues, and that has no document to say so. */
    static ObjectNode unanswered(String message, String hint) {
        var document = document(CommandFailure.temporary("Longtake has not answered yet"
                + (message.isEmpty() ? "" : " (" + message + ")")
                + ". The call continues."));
        return failed(document, hint);
    }

    private static ObjectNode document(CommandFailure failure) {
        var document = Messages.object();
        document.set("error", CommandOutput.mapper().valueToTree(CommandOutput.error(failure)));
        return document;
    }

    /** Whether the command ended before its job, because nobody waited for it any more. */
    static boolean isUnfinished(Result ended) {
        return ended.document().path("error").path("type").asText().equals(QueuedJob.STILL_RUNNING);
    }

    static ObjectNode complete(ObjectNode document) {
        return result(document, false);
    }

    /** Returns the result of work that continues; the hint says how to follow it. */
    static ObjectNode running(ObjectNode document, String hint) {
        var result = result(document, false);
        addText(result, hint);
        return result;
    }

    /** Returns the result with a picture in front of the text. */
    static ObjectNode withPicture(ObjectNode result, byte[] jpeg) {
        var picture = Messages.object()
                .put("type", "image")
                .put("data", Base64.getEncoder().encodeToString(jpeg))
                .put("mimeType", "image/jpeg");
        result.withArray("content").insert(0, picture);
        return result;
    }

    private static ObjectNode failed(ObjectNode document, ExitCode code) {
        if (!document.path("error").isObject()) {
            document.set("error", unexplained(document.path("status").asText("failed"), code));
        }
        return failed(document, Hints.after(document.path("error").path("type").asText(), code));
    }

    /** @param hint replaces the one of the command, which names commands and their options */
    private static ObjectNode failed(ObjectNode document, String hint) {
        document.withObjectProperty("error").put("hint", hint);
        return result(document, true);
    }

    /** The error of a document that has none, because its status says all: it was cancelled, or waits for a decision. */
    private static JsonNode unexplained(String status, ExitCode code) {
        return CommandOutput.mapper()
                .valueToTree(ErrorDocument.of("Ended", "The work ended with the status " + status + ".", code));
    }

    private static ObjectNode result(ObjectNode document, boolean isError) {
        var result = Messages.object();
        addText(result, Messages.text(document));
        result.set("structuredContent", document);
        result.put("isError", isError);
        return result;
    }

    private static void addText(ObjectNode result, String text) {
        result.withArray("content").addObject().put("type", "text").put("text", text);
    }

    /** The protocol requires an object; a list gets a name. A command that failed has no list. */
    private static ObjectNode structure(Tool tool, JsonNode document) {
        if (document instanceof ObjectNode object) {
            return object;
        }
        var object = Messages.object();
        if (document.isArray()) {
            object.set(tool.list(), document);
        }
        return object;
    }

    private static ExitCode exitCode(int number) {
        return Stream.of(ExitCode.values())
                .filter(code -> code.number() == number)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }
}
