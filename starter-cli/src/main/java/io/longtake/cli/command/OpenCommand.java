package io.longtake.cli.command;

import io.longtake.cli.client.ProjectPage;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.process.ServiceRecord;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.terminal.Browser;
import io.longtake.workflows.session.SessionSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "open",
        description = {
            "The backend's page shows the timeline, films and history, live. Anyone who has the link can view the"
                    + " project for seven days, but can't change it.",
            "If the backend has no such pages, the session is opened in Temporal's web UI."
        })
final class OpenCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    OpenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        try (var access = new SessionAccess(invocation)) {
            var view = access.sessions().view(name);
            var page = new ProjectPage(invocation, access);
            var link = page.link(view);
            var url = link.orElseGet(() -> workflowPage(access));
            invocation.output().result(Map.of("url", url), () -> url);
            if (!invocation.json()) {
                Browser.open(link.map(page::redirectFile).orElse(url), invocation.environment());
            }
            return ExitCode.DONE.number();
        }
    }

    private String workflowPage(SessionAccess access) {
        var server = invocation
                .services()
                .records()
                .running(Service.SERVER)
                .orElseThrow(
                        () -> CommandFailure.usage("This session has no page at its backend, and the Temporal server is"
                                + " not this home's own. Ask its operator for its web UI."));
        return workflowPage(server, access.server().namespace(), name)
                .orElseThrow(() ->
                        CommandFailure.usage("This session has no page at its backend, and the server runs without"
                                + " its web UI (" + Setting.TEMPORAL_UI.key() + " is off, from "
                                + invocation
                                        .settings()
                                        .value(Setting.TEMPORAL_UI)
                                        .origin()
                                + "). To open it once: longtake down, then LONGTAKE_TEMPORAL_UI=on longtake open "
                                + name));
    }

    /** The session in Temporal's web UI; empty if the server runs without it. */
    static Optional<String> workflowPage(ServiceRecord server, String namespace, String session) {
        return server.webUi()
                .map(address -> "http://" + address + "/namespaces/" + namespace + "/workflows/"
                        + SessionSpec.workflowId(session));
    }
}
