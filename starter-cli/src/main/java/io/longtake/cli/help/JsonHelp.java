package io.longtake.cli.help;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Answers {@code --help} and {@code --version} with a document if {@code --json} is given; everything else runs as usual. */
public final class JsonHelp implements IExecutionStrategy {
    private final Invocation invocation;
    private final IExecutionStrategy next;

    public JsonHelp(Invocation invocation, IExecutionStrategy next) {
        this.invocation = invocation;
        this.next = next;
    }

    @Override
    public int execute(ParseResult parsed) {
        for (var asked = parsed; invocation.json() && asked != null; asked = asked.subcommand()) {
            if (asked.isUsageHelpRequested()) {
                invocation.output().result(HelpDocument.of(asked.commandSpec()), () -> "");
                return ExitCode.DONE.number();
            }
            if (asked.isVersionHelpRequested()) {
                invocation.output().result(VersionDocument.current(), () -> "");
                return ExitCode.DONE.number();
            }
        }
        return next.execute(parsed);
    }
}
