package io.longtake.workflows.session;

import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.render.RenderPurpose;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.Optional;

/** Settles a turn with an unknown outcome, according to the user's instruction and the backend's state. */
final class Settling {
    private final SessionRun run;
    private final SessionBackend backend;
    private final Refusals refuse;

    Settling(SessionRun run, SessionBackend backend, Refusals refuse) {
        this.run = run;
        this.backend = backend;
        this.refuse = refuse;
    }

    Turn settle(SettleTurn request) {
        refuse.unknown(request.verdict());
        Turn turn = run.queue()
                .find(request.turn())
                .orElseThrow(() ->
                        Failures.refusal(FailureType.INTERNAL, "The session has no turn " + request.turn() + "."));
        if (!turn.header().isOpen()) {
            return turn;
        }
        if (request.verdict() == SettleTurn.Verdict.GO_ON) {
            run.queue(q -> q.settle(turn.number()));
        } else if (turn.isExport()) {
            refuse.refuseWithoutWorker();
            run.update(s -> s.resumeExport(turn.number(), aim(request.verdict())));
        } else {
            settleByTimeline(turn, request.verdict());
        }
        run.publishAgain();
        return run.queue().turn(turn.number());
    }

    private static Optional<RenderPurpose> aim(SettleTurn.Verdict verdict) {
        return switch (verdict) {
            case ADOPT -> Optional.of(RenderPurpose.ADOPT);
            case CANCEL -> Optional.of(RenderPurpose.CANCEL);
            case LOOK, FINISH, GO_ON, UNKNOWN -> Optional.empty();
        };
    }

    private void settleByTimeline(Turn turn, SettleTurn.Verdict verdict) {
        TimelineSnapshot now = backend.readForUpdate();
        // Another request may have settled it while the state was read.
        if (!run.queue().turn(turn.number()).header().isOpen()) {
            return;
        }
        boolean unchanged =
                turn instanceof Turn.EditTurn edit && edit.baseline().equals(Optional.of(now.fingerprint()));
        if (!unchanged) {
            end(
                    turn,
                    TurnEnd.done("A later check showed that "
                                    + (turn instanceof Turn.EditTurn
                                            ? "the edit was made: "
                                            : "the timeline has changed: ")
                                    + now.summary())
                            .with(EditEffect.of(true)));
            run.update(s -> s.verified(now));
        } else if (verdict == SettleTurn.Verdict.CANCEL) {
            end(
                    turn,
                    TurnEnd.cancelled("Cancelled: a later check showed that the timeline had not changed.")
                            .with(EditEffect.of(false)));
        } else if (verdict == SettleTurn.Verdict.FINISH) {
            // A closed session starts no edit, even while one of its films is still rendering.
            refuse.closed();
            run.update(s -> s.repeated(turn.number()));
        }
    }

    private void end(Turn turn, TurnEnd how) {
        run.queue(q -> q.end(turn.number(), how));
    }
}
