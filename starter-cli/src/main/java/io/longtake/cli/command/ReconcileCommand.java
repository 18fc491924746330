package io.longtake.cli.command;

import io.longtake.cli.ExitCode;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.Sessions;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reconcile",
        header = "Settle every edit whose outcome is unknown: look at the backend again.",
        description = {
            "What is found done is marked done, and its session goes on.",
            "What is still unchanged stays unknown, unless --give-up says to go on without it."
        })
final class ReconcileCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One session; default: all open ones.")
    @Nullable
    private String name;

    @Option(names = "--give-up", description = "Go on without those that are still unknown after the look.")
    private boolean giveUp;

    ReconcileCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (var access = new SessionAccess(invocation)) {
            var sessions = access.sessions();
            List<String> names = name != null
                    ? List.of(name)
                    : sessions.list().stream()
                            .filter(Sessions.Listed::open)
                            .map(Sessions.Listed::name)
                            .toList();
            var rows = new ArrayList<Map<String, @Nullable Object>>();
            boolean open = false;
            for (var session : names) {
                for (var turn : unsettled(sessions, session)) {
                    var settled = settle(sessions, session, turn);
                    open |= settled.status() == TurnStatus.UNKNOWN && !settled.settled();
                    rows.add(row(session, settled));
                }
            }
            boolean unknown = open;
            invocation.result(rows, () -> text(rows, unknown));
            return unknown ? ExitCode.UNKNOWN.number() : ExitCode.DONE.number();
        }
    }

    private static List<Turn> unsettled(Sessions sessions, String session) {
        return sessions.view(session).turns().stream()
                .filter(turn -> turn.status() == TurnStatus.UNKNOWN && !turn.settled())
                .toList();
    }

    private Turn settle(Sessions sessions, String session, Turn turn) {
        var looked = sessions.settle(session, turn.number(), SettleTurn.Verdict.LOOK);
        return giveUp && looked.status() == TurnStatus.UNKNOWN && !looked.settled()
                ? sessions.settle(session, turn.number(), SettleTurn.Verdict.GO_ON)
                : looked;
    }

    private static Map<String, @Nullable Object> row(String session, Turn turn) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("session", session);
        row.putAll(Documents.turn(turn));
        row.put("settled", turn.settled() || turn.status() != TurnStatus.UNKNOWN);
        return row;
    }

    private static String text(List<Map<String, @Nullable Object>> rows, boolean unknown) {
        if (rows.isEmpty()) {
            return "Nothing is open: every outcome is known.";
        }
        var text = new StringBuilder();
        rows.forEach(row -> text.append(row.get("session"))
                .append(", ")
                .append(row.get("kind"))
                .append(' ')
                .append(row.get("number"))
                .append(": ")
                .append(row.get("status"))
                .append(Boolean.TRUE.equals(row.get("settled")) ? "" : " still")
                .append('\n'));
        if (unknown) {
            text.append(
                    "The backend shows no change. It may still come; `longtake reconcile --give-up` goes on without.");
        }
        return text.toString().stripTrailing();
    }
}
