package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.outcome.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "up", description = "A process that does not answer for 30 s is restarted.")
final class UpCommand implements Callable<Integer> {
    private final Invocation invocation;

    UpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var installation = new RunningInstallation(invocation);
        installation.restartUnresponsive();
        PsCommand.show(invocation);
        return ExitCode.DONE.number();
    }
}
