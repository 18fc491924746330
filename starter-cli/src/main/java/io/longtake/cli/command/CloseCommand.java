package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.SessionNames;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "close", description = "Its name can then be used again. The session and its films stay listed.")
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
            access.control().close(name);
            invocation.output().result(Map.of("session", name, "state", "closed"), () -> "Closed " + name + ".");
            return ExitCode.DONE.number();
        }
    }
}
