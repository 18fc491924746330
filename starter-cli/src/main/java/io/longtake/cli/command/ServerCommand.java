package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

@Command(
        name = "server",
        header = "Run the embedded Temporal server in the foreground.",
        description = "For service managers. To use a Temporal server of your own instead, set TEMPORAL_ADDRESS.")
final class ServerCommand implements Callable<Integer> {
    private final Invocation invocation;

    ServerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var services = invocation.services();
        if (services.running(Service.SERVER).isPresent()) {
            throw CommandFailure.temporary("This home's server is already running; `longtake ps` shows it.");
        }
        services.ensure(java.util.Set.of(Service.SERVER));
        var running = services.running(Service.SERVER)
                .orElseThrow(() -> CommandFailure.temporary("The server stopped right after it started."));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.identity().signal(false), "stop-server"));
        invocation.statusOutput().info("Temporal at " + running.address() + ", web UI http://" + running.uiAddress());
        while (running.identity().running()) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "ServerEnded",
                "The server stopped. Its log is "
                        + services.logFile(Service.SERVER).path() + ".");
    }
}
