package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.Follower;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Renders are also stopped at the backend. Longtake stops listening to a running edit, and reports"
                + " what it has changed so far. The backend may still finish it.",
        exitCodeListHeading = "%nExit codes of its own:%n",
        exitCodeList = {
            "0:cancelled, or there was nothing to cancel",
            "6:the outcome of a turn is unknown; the backend may still be working on it"
        })
final class CancelCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    /** What to cancel. */
    enum What {
        ALL,
        EDIT,
        EXPORT
    }

    @Parameters(index = "1", arity = "0..1", paramLabel = "edit|export", defaultValue = "ALL")
    private What what = What.ALL;

    CancelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        var scope =
                switch (what) {
                    case ALL -> CancelTurns.Scope.ALL;
                    case EDIT -> CancelTurns.Scope.EDITS;
                    case EXPORT -> CancelTurns.Scope.EXPORTS;
                };
        try (var access = new SessionAccess(invocation)) {
            return cancel(invocation, access, name, scope);
        }
    }

    static int cancel(Invocation invocation, SessionAccess access, String name, CancelTurns.Scope scope)
            throws InterruptedException {
        var told = access.control().cancel(name, scope).turns();
        var first = told.stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE);
        var view = Archive.completed(
                new Follower(access, invocation.statusOutput()).follow(name, first, now -> JobRunner.over(now, told)),
                access.store(),
                told);
        var ended = view.turns().stream()
                .filter(turn -> told.contains(turn.number()))
                .toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("session", name);
        document.put(
                "turns",
                ended.stream().map(turn -> Documents.turn(turn, access.lists())).toList());
        invocation
                .output()
                .result(
                        document,
                        () -> ended.isEmpty()
                                ? "Nothing to cancel."
                                : ended.stream().map(CancelCommand::line).collect(Collectors.joining("\n")));
        // A turn with an unknown outcome may still run at the backend, so the exit code is not success.
        return ended.stream().anyMatch(turn -> turn.status() == TurnStatus.UNKNOWN && !turn.settled())
                ? ExitCode.UNKNOWN.number()
                : ExitCode.DONE.number();
    }

    private static String line(Turn turn) {
        return turn.spec().kind() + " " + turn.number() + ": "
                + turn.status().name().toLowerCase(java.util.Locale.ROOT);
    }
}
