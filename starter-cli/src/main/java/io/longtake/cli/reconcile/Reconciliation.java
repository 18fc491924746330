package io.longtake.cli.reconcile;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.SessionControl;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.Failures;
import io.longtake.cli.reconcile.Finding.Now;
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

/** Checks every unknown outcome of a session and resolves what can be resolved. */
public final class Reconciliation {
    private final Sessions sessions;
    private final SessionControl control;
    private final Decision decision;

    /** @param decision called for each edit that is still unknown after a check, and for each unknown export */
    public Reconciliation(SessionAccess access, Decision decision) {
        this.sessions = access.sessions();
        this.control = access.control();
        this.decision = decision;
    }

    public List<Finding> of(String session) {
        List<Finding> found = new ArrayList<>();
        // Renders first: the result of a render may end its export.
        for (var render : UnknownOutcomes.of(sessions.view(session)).renders()) {
            lost(session, render).ifPresent(found::add);
        }
        for (var edit : UnknownOutcomes.of(sessions.view(session)).edits()) {
            found.add(edit(session, edit));
        }
        var view = sessions.view(session);
        for (var export : UnknownOutcomes.of(view).exports()) {
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
                    "The backend no longer has this session; the media are kept. `longtake rebuild " + session
                            + "` creates it again, `longtake close " + session + "` closes it."));
        }
        return found;
    }

    private Finding edit(String session, Turn edit) {
        String report;
        try {
            var inspected = control.settle(session, edit.number(), SettleTurn.Verdict.LOOK);
            if (inspected.status() != TurnStatus.UNKNOWN) {
                return new Finding(session, number(edit), "edit", Now.ADOPTED, inspected.report());
            }
            report = "The backend shows no change.";
        } catch (RuntimeException e) {
            report = sentence(e);
        }
        var way = decision.about(session, edit, report);
        try {
            return edit(session, edit, way, report);
        } catch (RuntimeException e) {
            return new Finding(session, number(edit), "edit", Now.UNKNOWN, sentence(e));
        }
    }

    private Finding edit(String session, Turn edit, Resolution way, String report) {
        return switch (way) {
            case GO_ON -> {
                control.settle(session, edit.number(), SettleTurn.Verdict.GO_ON);
                yield new Finding(session, number(edit), "edit", Now.LEFT, report + " The queue continues without it.");
            }
            case FINISH -> {
                var turn = control.settle(session, edit.number(), SettleTurn.Verdict.FINISH);
                yield turn.status() == TurnStatus.DONE
                        ? new Finding(session, number(edit), "edit", Now.ADOPTED, turn.report())
                        : new Finding(
                                session,
                                number(edit),
                                "edit",
                                Now.REPEATED,
                                report + " It is sent again as a new turn. To follow it: longtake wait " + session);
            }
            case CANCEL -> {
                var turn = control.settle(session, edit.number(), SettleTurn.Verdict.CANCEL);
                yield new Finding(
                        session,
                        number(edit),
                        "edit",
                        turn.status() == TurnStatus.DONE ? Now.ADOPTED : Now.CANCELLED,
                        turn.report());
            }
            case LOOK, ADOPT ->
                new Finding(
                        session,
                        number(edit),
                        "edit",
                        Now.UNKNOWN,
                        report + " The change may still appear. `longtake reconcile " + session
                                + " --go-on` continues the queue without it, --cancel cancels it, --finish sends it"
                                + " again and may be charged again.");
        };
    }

    private static String sentence(RuntimeException e) {
        var failure = e instanceof CommandFailure known ? known : Failures.translate(e);
        return failure.sentence();
    }

    /**
     * Resolves an unknown export. By default it is resumed with its render ID: the backend is queried, and the film is
     * downloaded or rendered.
     */
    private Finding export(String session, Turn export) {
        var why = export.failure().map(Failure::message).orElse("It is unknown whether the film was rendered.");
        var way = decision.about(session, export, why);
        try {
            control.settle(session, export.number(), verdict(way));
        } catch (RuntimeException e) {
            return new Finding(session, number(export), "export", Now.UNKNOWN, why + " " + sentence(e));
        }
        var report =
                switch (way) {
                    case GO_ON -> " It is left unchanged.";
                    case CANCEL -> " It is cancelled at the backend. To follow it: longtake wait " + session;
                    case ADOPT -> " It is downloaded if the backend has it. To follow it: longtake wait " + session;
                    case LOOK, FINISH -> " It is resumed. To follow it: longtake wait " + session;
                };
        return new Finding(session, number(export), "export", exportNow(way), why + report);
    }

    static Now exportNow(Resolution way) {
        return switch (way) {
            case GO_ON -> Now.LEFT;
            case CANCEL -> Now.CANCELLED;
            case LOOK, ADOPT, FINISH -> Now.RESUMED;
        };
    }

    private static SettleTurn.Verdict verdict(Resolution way) {
        return switch (way) {
            case LOOK -> SettleTurn.Verdict.LOOK;
            case ADOPT -> SettleTurn.Verdict.ADOPT;
            case FINISH -> SettleTurn.Verdict.FINISH;
            case CANCEL -> SettleTurn.Verdict.CANCEL;
            case GO_ON -> SettleTurn.Verdict.GO_ON;
        };
    }

    /** Handles a render without an end that no longer runs: its last known outcome is reported to its session. */
    private Optional<Finding> lost(String session, RenderRecord render) {
        var trace = sessions.render(render);
        if (trace.running()) {
            return Optional.empty();
        }
        var outcome = trace.outcome()
                .orElseGet(() -> new RenderOutcome.Unknown(
                        new Failure(FailureType.OUTCOME_UNKNOWN, "The render was terminated before it finished.")));
        control.signalRenderEnded(session, render, outcome);
        boolean known = !(outcome instanceof RenderOutcome.Unknown);
        return Optional.of(new Finding(
                session,
                OptionalInt.of(render.exportTurn()),
                "render",
                known ? Now.ADOPTED : Now.UNKNOWN,
                known
                        ? "Render " + render.renderId() + " has ended; its session was notified."
                        : lostReport(session, render.renderId())));
    }

    /** The next check finds the export, whose outcome is now unknown, and resumes the render under its ID. */
    static String lostReport(String session, String renderId) {
        return "Render " + renderId + " is no longer running and reported no result. To look for it at the backend and"
                + " continue it: longtake reconcile " + session;
    }

    private static OptionalInt number(Turn turn) {
        return OptionalInt.of(turn.number());
    }
}
