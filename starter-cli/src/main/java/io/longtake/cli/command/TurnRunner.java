package io.longtake.cli.command;

import io.longtake.cli.ExitCode;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.Verdict;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.List;
import java.util.Map;

/** Queues one turn, follows it, and tells how it ended: the common end of edit and upload. */
final class TurnRunner {
    private final Invocation invocation;
    private final SessionAccess access;
    private final String session;

    TurnRunner(Invocation invocation, SessionAccess access, String session) {
        this.invocation = invocation;
        this.access = access;
        this.session = session;
    }

    int run(TurnSpec spec, boolean detach) throws InterruptedException {
        int number = access.sessions().enqueue(session, List.of(spec)).numbers().get(0);
        if (detach) {
            invocation.result(
                    Map.of("number", number, "kind", spec.kind(), "status", "queued"), () -> Integer.toString(number));
            invocation.talk().say("Queued. Come back with: longtake wait " + session);
            return ExitCode.DONE.number();
        }
        var turn = follow(number);
        var verdict = Verdict.on(access.sessions().view(session), List.of(number));
        invocation.result(Documents.turn(turn), () -> turn.status() == TurnStatus.DONE ? turn.report() : "");
        if (turn.status() == TurnStatus.QUEUED) {
            invocation.talk().always("It waits behind an edit whose outcome is unknown: longtake reconcile");
            return ExitCode.UNKNOWN.number();
        }
        if (turn.status() != TurnStatus.DONE) {
            invocation.talk().always(turn.failure().map(why -> why.message()).orElse(turn.report()));
        }
        return verdict.exitCode().number();
    }

    private Turn follow(int number) throws InterruptedException {
        try (var farewell = new Farewell(invocation, session)) {
            // From the next one on: this turn's end is the result, not talk.
            var view = access.follower()
                    .follow(session, number + 1, now -> farewell.watching() && JobRunner.over(now, List.of(number)));
            return view.turns().stream()
                    .filter(turn -> turn.number() == number)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
