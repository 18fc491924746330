package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.mcp.Calls.Seen;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.RpcException;
import io.longtake.cli.outcome.CommandFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Calls tools: the arguments become those of a command, and the command's document is the result. */
final class ToolCalls {
    private final Calls calls;
    private final Roots roots;
    private final Path userHome;
    private final Duration limit;
    private final Tasks tasks;
    private final Pictures pictures;

    /**
     * @param userHome the folder for which commands read {@code ~}
     * @param limit the time in which a call is answered
     */
    ToolCalls(Calls calls, Roots roots, Path userHome, Duration limit, Tasks tasks, Pictures pictures) {
        this.calls = calls;
        this.roots = roots;
        this.userHome = userHome;
        this.limit = limit;
        this.tasks = tasks;
        this.pictures = pictures;
    }

    ObjectNode call(ObjectNode params, Exchange exchange) throws RpcException {
        var name = params.path("name").asText();
        var tool = Tools.named(name).orElseThrow(() -> RpcException.invalidParams("Unknown tool: " + name));
        var whole = params.path("arguments").isMissingNode() ? Messages.object() : params.path("arguments");
        if (!(whole instanceof ObjectNode given)) {
            throw RpcException.invalidParams("The arguments of a tool are an object.");
        }
        try {
            var checked = Arguments.of(tool, given, roots, userHome);
            var arguments = checked.given();
            var line = checked.line();
            if (tool.name().equals("preview")) {
                return preview(tool, arguments, line, exchange);
            }
            if (tasks.isWanted(tool, params, exchange)) {
                return tasks.create(tool, line, limit, exchange, seen -> answer(tool, arguments, seen));
            }
            return answer(tool, arguments, calls.run(line, limit, exchange));
        } catch (CommandFailure e) {
            return ToolResult.of(e);
        }
    }

    private ObjectNode preview(Tool tool, JsonNode arguments, List<String> line, Exchange exchange) {
        return pictures.with(line, arguments.has("output"), (whole, picture) -> {
            var seen = calls.run(whole, limit, exchange);
            if (!arguments.has("output")) {
                // The file is gone when the client reads the result.
                seen.result()
                        .filter(ended -> ended.document().has("output"))
                        .ifPresent(ended -> ((ObjectNode) ended.document()).putNull("output"));
            }
            var result = answer(tool, arguments, seen);
            return seen.result().filter(ended -> ended.exit() == 0).isPresent()
                    ? ToolResult.withPicture(result, picture.jpeg())
                    : result;
        });
    }

    private static ObjectNode answer(Tool tool, JsonNode arguments, Seen seen) {
        var ended = seen.result().filter(result -> !ToolResult.isUnfinished(result));
        if (ended.isPresent()) {
            return ToolResult.of(tool, ended.get());
        }
        return unfinished(tool, arguments, seen);
    }

    private static ObjectNode unfinished(Tool tool, JsonNode arguments, Seen seen) {
        var session = seen.job()
                .map(CommandCall.Job::session)
                .orElse(arguments.path("session").asText(""));
        var hint = seen.job().isPresent() ? Hints.running(session) : Hints.preparing(seen.message());
        return switch (tool.follows()) {
            case JOB -> ToolResult.running(Unfinished.job(session), hint);
            case TURN -> ToolResult.running(Unfinished.turn(tool, arguments, seen), hint);
            case NOTHING ->
                switch (tool.name()) {
                    case "batch" -> ToolResult.running(Unfinished.batch(session), Hints.BATCH_RUNNING);
                    case "cancel" -> ToolResult.running(Unfinished.cancel(session), Hints.running(session));
                    default -> ToolResult.unanswered(seen.message(), Hints.unanswered(tool, arguments));
                };
        };
    }
}
