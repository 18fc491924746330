package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.ServiceRecord;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Running jobs continue after the next `up`.")
final class DownCommand implements Callable<Integer> {
    private final Invocation invocation;

    DownCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var stopped = invocation.services().shutdown().stopAll();
        var names = stopped.stream()
                .map(ServiceRecord::service)
                .map(service -> service.label())
                .toList();
        invocation
                .output()
                .result(
                        java.util.Map.of("stopped", names),
                        () -> names.isEmpty()
                                ? "Nothing was running."
                                : "Stopped: " + names.stream().collect(Collectors.joining(", ")) + ".");
        return ExitCode.DONE.number();
    }
}
