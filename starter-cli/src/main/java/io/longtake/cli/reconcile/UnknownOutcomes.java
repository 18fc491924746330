package io.longtake.cli.reconcile;

import io.longtake.cli.session.Documents;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.List;
import java.util.Optional;

/**
 * The unknown outcomes of a session.
 *
 * @param edits edits and uploads that block the queue
 * @param exports exports without a later successful export to the same path
 * @param renders renders without an end whose workflow was started; most of them are simply running
 */
public record UnknownOutcomes(List<Turn> edits, List<Turn> exports, List<RenderRecord> renders) {
    public static UnknownOutcomes of(SessionView view) {
        return new UnknownOutcomes(
                unknown(view).stream()
                        .filter(turn -> !turn.isExport() && !turn.settled())
                        .toList(),
                unknown(view).stream()
                        .filter(turn -> turn.spec() instanceof TurnSpec.Export && !turn.settled())
                        .filter(turn -> !isSuperseded(view, turn))
                        .toList(),
                view.renders().stream()
                        .filter(render -> render.outcome().isEmpty() && !render.waiting())
                        .toList());
    }

    private static List<Turn> unknown(SessionView view) {
        return view.turns().stream()
                .filter(turn -> turn.status() == TurnStatus.UNKNOWN)
                .toList();
    }

    private static boolean isSuperseded(SessionView view, Turn export) {
        return view.renders().stream()
                .filter(render -> render.exportTurn() > export.number())
                .filter(render -> render.outcome().orElse(null) instanceof RenderOutcome.Completed)
                .anyMatch(render -> Documents.output(view, render)
                        .equals(Documents.output(
                                view,
                                new RenderRecord(
                                        "", export.number(), render.outcome(), 1, false, Optional.empty(), false))));
    }
}
