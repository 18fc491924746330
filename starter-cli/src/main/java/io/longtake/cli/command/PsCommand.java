package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.ServiceHealth.Status;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.cli.setting.Durations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "ps")
final class PsCommand implements Callable<Integer> {
    private final Invocation invocation;

    PsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** One row of the output. */
    record Row(String name, long pid, String address, boolean healthy) {
        static Row of(Status status, ServiceRecord running) {
            return new Row(status.service().label(), running.identity().pid(), running.address(), status.healthy());
        }
    }

    @Override
    public Integer call() {
        show(invocation);
        return ExitCode.DONE.number();
    }

    static void show(Invocation invocation) {
        var statuses = invocation.services().health().status();
        List<Row> rows = statuses.stream()
                .flatMap(status -> status.running().map(found -> Row.of(status, found)).stream())
                .toList();
        invocation.output().result(rows, () -> statuses.stream()
                .map(PsCommand::line)
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private static String line(Status status) {
        return status.running()
                .map(found -> String.format(
                        "%-7s %-8s %-22s %s, up %s%s",
                        status.service().label(),
                        found.identity().pid(),
                        found.address(),
                        status.healthy() ? "healthy" : "does not answer",
                        Durations.readable(Duration.ofMillis(System.currentTimeMillis() - found.startedAtMillis())),
                        found.uiAddress().isEmpty() ? "" : ", web UI http://" + found.uiAddress()))
                .orElseGet(
                        () -> String.format("%-7s not running", status.service().label()));
    }
}
