package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.reconcile.Decision;
import io.longtake.cli.reconcile.Finding;
import io.longtake.cli.reconcile.Reconciliation;
import io.longtake.cli.reconcile.Resolution;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.Questions;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reconcile",
        description = {
            "Checks the edits, exports and renders of all open sessions. What is found done is marked as done, and its"
                    + " session continues. Unknown exports are resumed under their render ID: the film is downloaded,"
                    + " or rendered if the backend does not have it.",
            "What stays unknown is listed with the possible actions, and the exit code is 6. On a terminal, the command"
                    + " asks about each one; otherwise the options below decide. No edit is sent again without"
                    + " --finish."
        })
final class ReconcileCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Session to check; default: all open sessions.")
    @Nullable
    private String name;

    @ArgGroup
    @Nullable
    private Choice choice;

    /** One resolution for every outcome that is still unknown after the backend's state was read. */
    static final class Choice {
        @Option(
                names = "--adopt",
                description = "Accept what the backend has now (a changed timeline, a finished render); start nothing.")
        private boolean adopt;

        @Option(
                names = "--finish",
                description = "Send an edit that left no trace again; it may be charged again. Exports are resumed, as"
                        + " without an option.")
        private boolean finish;

        @Option(names = "--cancel", description = "Cancel it; renders are stopped at the backend.")
        private boolean cancel;

        @Option(
                names = {"--go-on", "--give-up"},
                description = "Leave it unknown, and continue the queue without it.")
        private boolean continueQueue;

        Resolution way() {
            if (adopt) {
                return Resolution.ADOPT;
            }
            if (finish) {
                return Resolution.FINISH;
            }
            if (cancel) {
                return Resolution.CANCEL;
            }
            return continueQueue ? Resolution.GO_ON : Resolution.LOOK;
        }
    }

    ReconcileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (name != null) {
            SessionNames.checked(name);
        }
        try (var access = new SessionAccess(invocation)) {
            var found = findings(access);
            invocation
                    .output()
                    .result(
                            found.stream().map(Finding::document).toList(),
                            () -> found.isEmpty()
                                    ? "Nothing to resolve: every outcome is known."
                                    : found.stream()
                                            .map(Finding::line)
                                            .collect(Collectors.joining(System.lineSeparator())));
            return found.stream().anyMatch(Finding::open) ? ExitCode.UNKNOWN.number() : ExitCode.DONE.number();
        }
    }

    private Decision decision() {
        if (choice != null) {
            var way = choice.way();
            return (session, turn, report) -> way;
        }
        if (!invocation.mayAsk()) {
            return (session, turn, report) -> Resolution.LOOK;
        }
        var questions = new Questions(invocation.environment(), System.in);
        return (session, turn, report) -> ask(questions, session, turn, report);
    }

    private Resolution ask(Questions questions, String session, Turn turn, String report) {
        var wish = turn.spec() instanceof TurnSpec.Edit edit ? " \"" + edit.prompt() + "\"" : "";
        invocation
                .statusOutput()
                .info(session + ", " + turn.spec().kind() + " " + turn.number() + wish + ": unknown. " + report);
        var question = turn.isExport()
                ? "[Enter] resume it, [a]dopt only what exists, [c]ancel it?"
                : "[Enter] leave it, [g]o on without it, [f]inish: send it again (may be charged again), [c]ancel it?";
        while (true) {
            var answer = way(questions.ask(question), turn.isExport());
            if (answer.isPresent()) {
                return answer.get();
            }
            invocation.statusOutput().always("That is not one of the choices.");
        }
    }

    /** Empty for an answer that was not offered: a typing error must not decide anything. */
    static Optional<Resolution> way(String answer, boolean export) {
        return switch (answer) {
            case "" -> Optional.of(Resolution.LOOK);
            case "c", "cancel" -> Optional.of(Resolution.CANCEL);
            case "a", "adopt" -> export ? Optional.of(Resolution.ADOPT) : Optional.empty();
            case "f", "finish" -> export ? Optional.empty() : Optional.of(Resolution.FINISH);
            case "g", "go on" -> export ? Optional.empty() : Optional.of(Resolution.GO_ON);
            default -> Optional.empty();
        };
    }

    private List<Finding> findings(SessionAccess access) {
        var reconciliation = new Reconciliation(access, decision());
        if (name != null) {
            return reconciliation.of(name);
        }
        List<Finding> found = new ArrayList<>();
        for (var session : access.sessions().list()) {
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
