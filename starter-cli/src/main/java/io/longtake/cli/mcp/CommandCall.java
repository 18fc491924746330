package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.invocation.JobWatch;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A command that runs in this process for one or more requests. It waits for its job as long as one of them does; then it ends, and
 * the job continues. Thread-safe.
 */
final class CommandCall implements JobWatch {
    /**
     * How a command ended.
     *
     * @param document its JSON document; missing if it printed none
     */
    record Result(int exit, JsonNode document) {}

    /** A job that a command has queued. */
    record Job(String session, String lineage, List<Integer> turns) {}

    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final CompletableFuture<Job> job = new CompletableFuture<>();
    private final Map<Object, Consumer<String>> waiting = new ConcurrentHashMap<>();
    private volatile String message = "";

    /**
     * Starts the command in a thread of its own.
     *
     * @param atEnd runs when the result is there
     */
    void start(CommandRunner runner, Environment environment, List<String> line, Runnable atEnd) {
        Runnable work = () -> {
            run(runner, environment, line);
            atEnd.run();
        };
        var thread = new Thread(work, "mcp " + line.get(0));
        thread.setDaemon(true);
        thread.start();
    }

    private void run(CommandRunner runner, Environment environment, List<String> line) {
        try {
            var out = new ByteArrayOutputStream();
            var own = new Environment(
                    environment.environment(),
                    environment.workingDirectory(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(new LineStream(this::told), true, StandardCharsets.UTF_8),
                    false);
            var arguments = new ArrayList<>(List.of(line.get(0), "--json"));
            arguments.addAll(line.subList(1, line.size()));
            int exit = runner.run(own, this, arguments.toArray(String[]::new));
            result.complete(new Result(exit, parsed(out.toString(StandardCharsets.UTF_8))));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Messages.parse(text);
        } catch (RpcException e) {
            throw new IllegalStateException("the command printed something else than a JSON document: " + text, e);
        }
    }

    private void told(String line) {
        message = line;
        waiting.values().forEach(progress -> progress.accept(line));
    }

    /**
     * Begins to wait for the command.
     *
     * @param who identifies the request
     * @param progress receives what the command says
     */
    void enter(Object who, Consumer<String> progress) {
        waiting.put(who, progress);
    }

    /** Ends the waiting of a request. When the last one leaves, the command stops waiting for its job. */
    void leave(Object who) {
        waiting.remove(who);
    }

    @Override
    public boolean patient() {
        return !waiting.isEmpty();
    }

    @Override
    public void queued(String session, String lineage, List<Integer> turns) {
        job.complete(new Job(session, lineage, List.copyOf(turns)));
    }

    CompletableFuture<Result> result() {
        return result;
    }

    /** Completes when the job is queued. */
    CompletableFuture<Job> job() {
        return job;
    }

    /** Returns the last line that the command said; empty if none. */
    String message() {
        return message;
    }
}
