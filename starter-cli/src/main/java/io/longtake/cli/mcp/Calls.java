package io.longtake.cli.mcp;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.mcp.CommandCall.Job;
import io.longtake.cli.mcp.protocol.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands for requests. A request for a command that runs already joins it, so that a repeated call starts nothing twice. */
final class Calls {
    private final CommandRunner runner;
    private final Environment environment;
    private final List<String> globalOptions;
    private final Map<List<String>, CommandCall> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> leaving = new CompletableFuture<>();

    /** @param globalOptions arguments of every command, such as {@code --home=FOLDER} */
    Calls(CommandRunner runner, Environment environment, List<String> globalOptions) {
        this.runner = runner;
        this.environment = environment;
        this.globalOptions = List.copyOf(globalOptions);
    }

    /**
     * What became of a command within the time that a request had for it.
     *
     * @param result empty if the command, or its job, has not ended
     * @param job the job, if it is queued
     * @param message the last line that the command said
     */
    record Seen(Optional<CommandCall.Result> result, Optional<Job> job, String message) {}

    /**
     * Runs a command until it ends, the time is over, or the request is cancelled. A job that is queued by then continues.
     *
     * @param limit zero to look once, without waiting for a job
     */
    Seen run(List<String> line, Duration limit, Exchange exchange) {
        return run(line, limit, exchange, false);
    }

    /** The same, but only until the job is queued. */
    Seen runUntilQueued(List<String> line, Duration limit, Exchange exchange) {
        return run(line, limit, exchange, true);
    }

    private Seen run(List<String> line, Duration limit, Exchange exchange, boolean untilQueued) {
        var call = join(line, exchange);
        var cancelled = new CompletableFuture<Void>();
        exchange.onCancel(() -> cancelled.complete(null));
        var ends = new ArrayList<CompletableFuture<?>>(List.of(call.result(), cancelled, leaving));
        if (untilQueued) {
            ends.add(call.job());
        }
        try {
            await(CompletableFuture.anyOf(ends.toArray(CompletableFuture<?>[]::new)), limit);
        } finally {
            call.leave(exchange);
        }
        return seen(call);
    }

    /** Waits, unless the request is cancelled or the client leaves. */
    void pause(Duration time, Exchange exchange) {
        var cancelled = new CompletableFuture<Void>();
        exchange.onCancel(() -> cancelled.complete(null));
        await(CompletableFuture.anyOf(cancelled, leaving), time);
    }

    /** Looks at a job: runs a command that does not wait. It may have to start the background processes first. */
    Seen look(List<String> line, Duration limit) {
        var call = new CommandCall();
        call.start(runner, environment, complete(line), () -> {});
        await(call.result(), limit);
        return seen(call);
    }

    private CommandCall join(List<String> line, Exchange exchange) {
        return running.compute(line, (same, known) -> {
            if (known != null && !known.result().isDone()) {
                known.enter(exchange, exchange::progress);
                return known;
            }
            var call = new CommandCall();
            call.enter(exchange, exchange::progress);
            call.start(runner, environment, complete(line), () -> running.remove(line, call));
            return call;
        });
    }

    private List<String> complete(List<String> line) {
        var all = new ArrayList<>(List.of(line.get(0)));
        all.addAll(globalOptions);
        all.addAll(line.subList(1, line.size()));
        return all;
    }

    private static void await(CompletableFuture<?> end, Duration limit) {
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The caller reports what there is.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the command failed: " + e.getCause(), e);
        }
    }

    private static Seen seen(CommandCall call) {
        return new Seen(
                Optional.ofNullable(call.result().getNow(null)),
                Optional.ofNullable(call.job().getNow(null)),
                call.message());
    }

    boolean isLeaving() {
        return leaving.isDone();
    }

    /** Lets all requests end now, because the client leaves. Jobs continue. */
    void leave() {
        leaving.complete(null);
    }
}
