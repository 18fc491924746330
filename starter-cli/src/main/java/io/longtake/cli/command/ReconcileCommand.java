package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.reconcile.Finding;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reconcile",
        header = "Settle everything whose end is not known: look at the backend again.",
        description = {
            "Edits, exports and renders of all open sessions. What is found done is marked done, and its session goes on.",
            "What stays unknown is named with what can be done; the command then ends with 6."
        })
final class ReconcileCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One session; default: all open ones.")
    @Nullable
    private String name;

    @Option(
            names = {"--go-on", "--give-up"},
            description = "Let the queue go on without edits that are still unknown after the look.")
    private boolean goOn;

    ReconcileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (name != null) {
            SessionNames.checked(name);
        }
        try (var access = new SessionAccess(invocation)) {
            var found = findings(access.sessions());
            invocation.result(
                    found.stream().map(Finding::document).toList(),
                    () -> found.isEmpty()
                            ? "Nothing is open: every outcome is known."
                            : found.stream().map(Finding::line).collect(Collectors.joining(System.lineSeparator())));
            return found.stream().anyMatch(Finding::open) ? ExitCode.UNKNOWN.number() : ExitCode.DONE.number();
        }
    }

    private List<Finding> findings(Sessions sessions) {
        var reconciliation = new Reconciliation(sessions, goOn);
        if (name != null) {
            return reconciliation.of(name);
        }
        List<Finding> found = new ArrayList<>();
        for (var session : sessions.list()) {
            if (session.open()) {
                try {
                    found.addAll(reconciliation.of(session.name()));
                } catch (CommandFailure closedMeanwhile) {
                    if (closedMeanwhile.exitCode() != ExitCode.NOT_FOUND) {
                        throw closedMeanwhile;
                    }
                }
            }
        }
        return found;
    }
}
