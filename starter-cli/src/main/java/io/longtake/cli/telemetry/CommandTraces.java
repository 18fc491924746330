package io.longtake.cli.telemetry;

import io.longtake.activities.tracing.Collector;
import io.longtake.activities.tracing.CommandTracing;
import io.longtake.activities.tracing.Tracing;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Runs a command inside a span, if the environment names a collector of traces. */
public final class CommandTraces implements IExecutionStrategy {
    /** Services, whose work is traced instead of their run, and the completion script. */
    private static final Set<String> UNTRACED =
            Set.of("worker", "studio", "server", "codec-server", "mcp", "completion", "help");

    private final Invocation invocation;
    private final IExecutionStrategy next;

    public CommandTraces(Invocation invocation, IExecutionStrategy next) {
        this.invocation = invocation;
        this.next = next;
    }

    @Override
    public int execute(ParseResult parsed) {
        var command = innermost(parsed);
        var name = command.commandSpec().qualifiedName().replaceFirst("^longtake ?", "");
        boolean traced = Collector.isConfigured(invocation.environment().environment())
                && !name.isEmpty()
                && !UNTRACED.contains(name.split(" ", 2)[0])
                && !command.isUsageHelpRequested()
                && !command.isVersionHelpRequested();
        return traced ? traced(name, parsed) : next.execute(parsed);
    }

    private int traced(String name, ParseResult parsed) {
        Tracing configured;
        try {
            configured = ServiceTelemetry.tracing("longtake");
        } catch (CommandFailure e) {
            // Picocli passes only failures of commands to the handler of this program.
            return invocation.output().report(e);
        }
        try (var tracing =
                new CommandTracing(configured, name, invocation.environment().variable("TRACEPARENT"))) {
            invocation.connections().intercept(tracing);
            var exitCode = OptionalInt.empty();
            try {
                exitCode = OptionalInt.of(next.execute(parsed));
                return exitCode.getAsInt();
            } finally {
                tracing.ended(exitCode);
            }
        }
    }

    private static ParseResult innermost(ParseResult parsed) {
        return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
    }
}
