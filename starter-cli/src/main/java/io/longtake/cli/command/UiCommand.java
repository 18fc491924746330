package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.cli.terminal.Browser;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "ui", header = "Open Temporal's web UI, where each session tells its story.")
final class UiCommand implements Callable<Integer> {
    private final Invocation invocation;

    UiCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var target = invocation.externalTemporal();
        if (target.isPresent()) {
            throw CommandFailure.usage("The server at " + target.get().address()
                    + " is not this home's; ask those who run it for its web UI.");
        }
        var installation = new RunningInstallation(invocation);
        var namespace = installation.bringUp().namespace();
        var url = invocation
                .services()
                .running(Service.SERVER)
                .map(ServiceRecord::uiAddress)
                .map(address -> "http://" + address + "/namespaces/" + namespace + "/workflows")
                .orElseThrow(() -> CommandFailure.temporary("The Temporal server does not run."));
        invocation.result(Map.of("url", url), () -> url);
        if (!invocation.json()) {
            Browser.open(url, invocation.surroundings());
        }
        return ExitCode.DONE.number();
    }
}
