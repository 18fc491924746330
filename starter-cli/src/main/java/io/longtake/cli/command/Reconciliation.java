package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.reconcile.Doubts;
import io.longtake.cli.reconcile.Finding;
import io.longtake.cli.reconcile.Finding.Now;
import io.longtake.cli.session.Sessions;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at everything in a session whose end nobody knows, and settles what can be settled. */
final class Reconciliation {
    private final Sessions sessions;
    private final boolean goOn;

    /** @param goOn lets the queue go on behind edits that stay unknown */
    Reconciliation(Sessions sessions, boolean goOn) {
        this.sessions = sessions;
        this.goOn = goOn;
    }

    List<Finding> of(String session) {
        List<Finding> found = new ArrayList<>();
        // First the renders: what one of them has to tell may end its export.
        for (var render : Doubts.of(sessions.view(session)).renders()) {
            lost(session, render).ifPresent(found::add);
        }
        for (var edit : Doubts.of(sessions.view(session)).edits()) {
            found.add(edit(session, edit));
        }
        var view = sessions.view(session);
        for (var export : Doubts.of(view).exports()) {
            if (found.stream().noneMatch(one -> one.turn().equals(OptionalInt.of(export.number())))) {
                found.add(export(session, export));
            }
        }
        if (view.phase() == SessionPhase.FORGOTTEN) {
            found.add(new Finding(
                    session,
                    OptionalInt.empty(),
                    "session",
                    Now.FORGOTTEN,
                    "The backend no longer knows it; the media are kept. `longtake rebuild " + session
                            + "` starts it anew, `longtake close " + session + "` lets it go."));
        }
        return found;
    }

    private Finding edit(String session, Turn edit) {
        String report;
        try {
            var looked = sessions.settle(session, edit.number(), SettleTurn.Verdict.LOOK);
            if (looked.status() != TurnStatus.UNKNOWN) {
                return new Finding(session, number(edit), "edit", Now.ADOPTED, looked.report());
            }
            report = "The backend shows no change.";
        } catch (RuntimeException e) {
            report = sentence(e);
        }
        if (goOn) {
            sessions.settle(session, edit.number(), SettleTurn.Verdict.GO_ON);
            return new Finding(session, number(edit), "edit", Now.LEFT, report + " The queue goes on without it.");
        }
        return new Finding(
                session,
                number(edit),
                "edit",
                Now.UNKNOWN,
                report + " A change may still come; `longtake reconcile " + session
                        + " --go-on` lets the queue go on without it.");
    }

    private static String sentence(RuntimeException e) {
        var failure = e instanceof CommandFailure known ? known : Failures.translate(e);
        return failure.sentence();
    }

    /** Taken up again under the render id it has: the backend is asked, and the film fetched or made. */
    private Finding export(String session, Turn export) {
        var verdict = goOn ? SettleTurn.Verdict.GO_ON : SettleTurn.Verdict.LOOK;
        var why = export.failure().map(Failure::message).orElse("Nobody knows whether it was made.");
        try {
            sessions.settle(session, export.number(), verdict);
        } catch (RuntimeException e) {
            return new Finding(session, number(export), "export", Now.UNKNOWN, why + " " + sentence(e));
        }
        return goOn
                ? new Finding(session, number(export), "export", Now.LEFT, why + " It is left as it is.")
                : new Finding(
                        session,
                        number(export),
                        "export",
                        Now.ADOPTED,
                        why + " It is taken up again: longtake wait " + session);
    }

    /** A render without an end that no longer runs: what it said last is brought to its session. */
    private Optional<Finding> lost(String session, RenderRecord render) {
        var trace = sessions.render(render);
        if (trace.running()) {
            return Optional.empty();
        }
        var outcome = trace.outcome()
                .orElseGet(() -> new RenderOutcome.Unknown(new Failure(
                        FailureType.OUTCOME_UNKNOWN, "The render was ended from outside before it had an end.")));
        sessions.tellRenderEnded(session, render, outcome);
        boolean known = !(outcome instanceof RenderOutcome.Unknown);
        return Optional.of(new Finding(
                session,
                OptionalInt.of(render.exportTurn()),
                "render",
                known ? Now.ADOPTED : Now.UNKNOWN,
                "Render " + render.renderId()
                        + (known
                                ? " has ended; its session knows now."
                                : " no longer runs and left no word. To render once more: longtake export " + session
                                        + " --output FILE")));
    }

    private static OptionalInt number(Turn turn) {
        return OptionalInt.of(turn.number());
    }
}
