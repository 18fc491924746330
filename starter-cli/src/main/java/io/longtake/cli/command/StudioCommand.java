package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "studio", header = "Run the studio, the local backend, in the foreground.")
final class StudioCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the contract; 0 takes a free one.")
    private int port;

    StudioCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.talk().detail("port " + port);
        throw CommandFailure.temporary("The studio is not part of this build yet.");
    }
}
