package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.SessionNames;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        header = "End a session. Queued work is cancelled, a running render ends by itself.",
        description = "Its name is free again afterwards; what was made stays listed.")
final class CloseCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    CloseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        try (var access = new SessionAccess(invocation)) {
            access.sessions().close(name);
            invocation.result(Map.of("session", name, "state", "closed"), () -> "Closed " + name + ".");
            return ExitCode.DONE.number();
        }
    }
}
