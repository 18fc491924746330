package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "worker", header = "Run a worker in the foreground.")
final class WorkerCommand implements Callable<Integer> {
    private final Invocation invocation;

    WorkerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.talk().detail("worker of " + invocation.home());
        throw CommandFailure.temporary("The worker is not part of this build yet.");
    }
}
