package io.longtake.cli.command;

import io.longtake.cli.help.VersionDocument;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version")
final class VersionCommand implements Callable<Integer> {
    private final Invocation invocation;

    VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.output().result(VersionDocument.current(), () -> String.join("\n", VersionDocument.lines()));
        return ExitCode.DONE.number();
    }
}
