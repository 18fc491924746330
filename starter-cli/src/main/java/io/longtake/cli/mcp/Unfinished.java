package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.mcp.Calls.Seen;
import io.longtake.cli.mcp.protocol.Messages;

/** The documents of work that continues, with the fields that the commands' own documents have. */
final class Unfinished {
    private Unfinished() {}

    static ObjectNode job(String session) {
        return Messages.object()
                .put("session", session.isEmpty() ? null : session)
                .put("status", "running")
                .putNull("renderId")
                .putNull("output")
                .putNull("question")
                .putNull("error");
    }

    static ObjectNode turn(Tool tool, JsonNode arguments, Seen seen) {
        var turn = Messages.object();
        seen.job().ifPresentOrElse(job -> turn.put("number", job.turns().get(0)), () -> turn.putNull("number"));
        turn.put("kind", tool.name().equals("edit") ? "edit" : "media");
        turn.put("status", seen.job().isPresent() ? "running" : "queued");
        turn.put("prompt", arguments.path("prompt").textValue());
        turn.put("report", seen.message());
        turn.putNull("error");
        return turn;
    }

    static ObjectNode batch(String name) {
        var report = Messages.object().put("batch", name);
        report.putArray("rows");
        report.put("completed", 0).put("failed", 0).put("unknown", 0);
        report.putArray("skipped");
        return report.put("status", "running");
    }

    static ObjectNode cancel(String session) {
        var document = Messages.object().put("session", session);
        document.putArray("turns");
        return document;
    }
}
