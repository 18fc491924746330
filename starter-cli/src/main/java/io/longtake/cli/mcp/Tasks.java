package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.client.NoSuchSession;
import io.longtake.cli.mcp.Calls.Seen;
import io.longtake.cli.mcp.CommandCall.Result;
import io.longtake.cli.mcp.protocol.Exchange;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.ProtocolVersion;
import io.longtake.cli.mcp.protocol.RpcException;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.JobOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Jobs as tasks of the protocol. A task is kept nowhere: its ID names a session and turns, whose state the session knows. Version
 * 2025-11-25 and the extension of later versions have the same methods with different results.
 */
final class Tasks {
    private static final int POLL_MILLIS = 2000;

    /** A client with the extension gets short work at once, instead of a task. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Calls calls;
    private final Duration limit;
    private final Clock clock;

    /** @param limit the time in which a request about a task is answered */
    Tasks(Calls calls, Duration limit, Clock clock) {
        this.calls = calls;
        this.limit = limit;
        this.clock = clock;
    }

    /** Whether the client wants, or understands, a task as the result of this call. */
    boolean isWanted(Tool tool, ObjectNode params, Exchange exchange) throws RpcException {
        if (exchange.version().isStateless()) {
            return exchange.understandsTasks() && tool.follows() != Tool.Follows.NOTHING;
        }
        if (exchange.version() != ProtocolVersion.V2025_11_25
                || !params.path("task").isObject()) {
            return false;
        }
        if (tool.follows() == Tool.Follows.NOTHING) {
            throw RpcException.methodNotFound("the tool '" + tool.name() + "' can't be called as a task");
        }
        return true;
    }

    /**
     * Runs a command until its job is queued, and returns the task.
     *
     * @param otherwise returns the result if there is no job to follow: the command ended, or has queued nothing yet
     */
    ObjectNode create(
            Tool tool, List<String> line, Duration callLimit, Exchange exchange, Function<Seen, ObjectNode> otherwise)
            throws RpcException {
        boolean extension = exchange.version().isStateless();
        var first = AT_ONCE.compareTo(callLimit) < 0 ? AT_ONCE : callLimit;
        var rest = callLimit.minus(first);
        var seen = extension ? calls.run(line, first, exchange) : calls.runUntilQueued(line, callLimit, exchange);
        boolean ended =
                seen.result().filter(result -> !ToolResult.isUnfinished(result)).isPresent();
        if (extension && !ended && seen.job().isEmpty() && !rest.isZero()) {
            seen = calls.runUntilQueued(line, rest, exchange);
            ended = seen.result()
                    .filter(result -> !ToolResult.isUnfinished(result))
                    .isPresent();
        }
        if (seen.job().isEmpty() || (ended && extension)) {
            if (extension) {
                return otherwise.apply(seen);
            }
            throw notCreated(seen);
        }
        var id = new TaskId(tool, seen.job().get(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var task = task(id, "working", "The work in session " + id.job().session() + " has begun.", exchange);
        if (extension) {
            return task.put("resultType", "task");
        }
        var result = Messages.object();
        result.set("task", task);
        result.putObject("_meta")
                .put(
                        "io.modelcontextprotocol/model-immediate-response",
                        Hints.running(id.job().session()));
        return result;
    }

    /** A client that asked for a task can't receive a result instead. */
    private static RpcException notCreated(Seen seen) {
        return seen.result()
                .map(
                        ended -> RpcException.invalidParams(
                                ended.document()
                                        .path("error")
                                        .path("message")
                                        .asText(
                                                "The call has ended without work that a task could follow. Call the tool without a task.")))
                .orElseGet(() -> RpcException.internal(Hints.preparing(seen.message())));
    }

    ObjectNode get(ObjectNode params, Exchange exchange) throws RpcException {
        var id = id(params);
        return described(id, look(id), exchange);
    }

    /** Waits until the task has ended, however long that takes. */
    ObjectNode result(ObjectNode params, Exchange exchange) throws RpcException {
        var id = id(params);
        var state = look(id);
        while (state.result().isEmpty() && !exchange.isCancelled() && !calls.isLeaving()) {
            boolean atOnce = calls.run(id.report(), limit, exchange).result().isPresent();
            state = look(id);
            if (atOnce && state.result().isEmpty()) {
                calls.pause(Duration.ofMillis(POLL_MILLIS), exchange);
            }
        }
        var result = state.result()
                .orElseThrow(() -> RpcException.internal(
                        "The work in session " + id.job().session() + " continues. Ask for the result again."));
        result.withObjectProperty("_meta")
                .putObject("io.modelcontextprotocol/related-task")
                .put("taskId", id.toString());
        return result;
    }

    ObjectNode cancel(ObjectNode params, Exchange exchange) throws RpcException {
        var id = id(params);
        var before = look(id);
        if (before.result().isPresent()) {
            if (exchange.version().isStateless()) {
                return Messages.object();
            }
            throw RpcException.invalidParams("The task has ended; its status is " + status(before, exchange) + ".");
        }
        calls.run(id.cancel(), limit, exchange);
        return exchange.version().isStateless() ? Messages.object() : described(id, look(id), exchange);
    }

    private static TaskId id(ObjectNode params) throws RpcException {
        var text = params.path("taskId").asText();
        return TaskId.parse(text).orElseThrow(() -> RpcException.invalidParams("There is no task '" + text + "'."));
    }

    /**
     * The state of a task.
     *
     * @param result the result of the tool; empty while the job runs
     * @param cancelled whether the job was cancelled
     */
    private record State(Optional<ObjectNode> result, boolean cancelled, String message) {}

    private State look(TaskId id) throws RpcException {
        var seen = calls.look(id.report(), limit);
        if (seen.result().isEmpty()) {
            return new State(Optional.empty(), false, seen.message());
        }
        var ended = seen.result().get();
        var status = ended.document().path("status").asText();
        if (isUnfinished(status, ended.exit())) {
            return new State(Optional.empty(), false, seen.message());
        }
        if (ended.exit() == ExitCode.NOT_FOUND.number()
                && ended.document().path("error").path("type").asText().equals(NoSuchSession.TYPE)) {
            throw RpcException.invalidParams(
                    ended.document().path("error").path("message").asText());
        }
        boolean cancelled = status.equals("cancelled");
        return new State(Optional.of(ToolResult.of(id.tool(), asked(id, ended))), cancelled, status);
    }

    /** Whether the job runs, or its state could not be read. A job that has failed can have the same exit code. */
    private static boolean isUnfinished(String status, int exit) {
        return status.equals(JobOutcome.Status.RUNNING.word())
                || (exit == ExitCode.TEMPORARY.number()
                        && (status.isEmpty() || status.equals(JobOutcome.Status.UNKNOWN.word())));
    }

    /** Returns what the tool itself would have returned: of an edit or upload, the turn. */
    private Result asked(TaskId id, Result job) {
        if (id.tool().follows() == Tool.Follows.JOB) {
            return job;
        }
        var shown = calls.look(id.show(), limit).result().map(Result::document).map(document -> document.path("turns")
                .path(0));
        return shown.filter(JsonNode::isObject)
                .map(turn ->
                        new Result(job.exit(), withError(turn, job.document().path("error"))))
                .orElse(job);
    }

    private static JsonNode withError(JsonNode turn, JsonNode error) {
        var whole = (ObjectNode) turn;
        if (whole.path("error").isNull()) {
            whole.set("error", error);
        }
        return whole;
    }

    private ObjectNode described(TaskId id, State state, Exchange exchange) {
        var task = task(id, status(state, exchange), state.message(), exchange);
        if (exchange.version().isStateless() && !state.cancelled()) {
            state.result().ifPresent(result -> task.set("result", result));
        }
        return task;
    }

    private static String status(State state, Exchange exchange) {
        if (state.result().isEmpty()) {
            return "working";
        }
        if (state.cancelled()) {
            return "cancelled";
        }
        boolean failed = state.result().get().path("isError").asBoolean();
        // In the extension, only an error of the protocol is a failure of the task.
        return failed && !exchange.version().isStateless() ? "failed" : "completed";
    }

    private ObjectNode task(TaskId id, String status, String message, Exchange exchange) {
        boolean extension = exchange.version().isStateless();
        var task = Messages.object().put("taskId", id.toString()).put("status", status);
        if (!message.isEmpty()) {
            task.put("statusMessage", message);
        }
        task.put("createdAt", id.created().toString());
        task.put(
                "lastUpdatedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        task.putNull(extension ? "ttlMs" : "ttl");
        return task.put(extension ? "pollIntervalMs" : "pollInterval", POLL_MILLIS);
    }
}
