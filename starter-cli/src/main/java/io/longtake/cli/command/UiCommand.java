package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.InstallationPlans.WebUi;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.temporal.WorkInProgress;
import io.longtake.cli.terminal.Browser;
import io.longtake.cli.terminal.Questions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "ui")
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
                    + " is not this home's own. Ask its operator for its web UI.");
        }
        var namespace = new RunningInstallation(invocation).startServices().namespace();
        if (uiAddress().isEmpty()) {
            restartWithUi();
        }
        var url = uiAddress()
                .map(address -> "http://" + address + "/namespaces/" + namespace + "/workflows")
                .orElseThrow(
                        () -> CommandFailure.temporary("The Temporal server is not running. To start it: longtake up"));
        invocation.output().result(Map.of("url", url), () -> url);
        if (!invocation.json()) {
            Browser.open(url, invocation.environment());
        }
        return ExitCode.DONE.number();
    }

    /** Empty when the server runs without its web UI. */
    private Optional<String> uiAddress() {
        return invocation.services().records().running(Service.SERVER).flatMap(ServiceRecord::webUi);
    }

    /**
     * Restarts the server with its web UI when the setting {@code temporal.ui} is off. A restart is safe only while no work is
     * running.
     */
    private void restartWithUi() {
        var environment = invocation.environment();
        var why = "The server runs without its web UI (" + Setting.TEMPORAL_UI.key() + " is off, from "
                + invocation.settings().value(Setting.TEMPORAL_UI).origin() + ").";
        var busy = work().running();
        if (!busy.isEmpty()) {
            throw CommandFailure.temporary(why + " It can't be restarted while work is running: "
                    + String.join(", ", busy) + ". Try again when that is done.");
        }
        if (!invocation.mayAsk()) {
            throw CommandFailure.usage(
                    why + " To open it once: longtake down, then LONGTAKE_TEMPORAL_UI=on longtake ui");
        }
        var question = why + " Restart it with the web UI, until the next `longtake down`?";
        if (!new Questions(environment, System.in).confirm(question)) {
            throw new CommandFailure(ExitCode.USAGE, "Declined", "Nothing was changed.");
        }
        var services = invocation.servicesOf(invocation.home(), WebUi.SERVED);
        services.shutdown().stopAll();
        services.ensure(new RunningInstallation(invocation).required());
        invocation.connections().reconnect();
    }

    private WorkInProgress work() {
        var target = new RunningInstallation(invocation).target();
        return new WorkInProgress(invocation.connections().to(target), target.namespace());
    }
}
