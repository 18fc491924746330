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
 * What a session says it doesn't know.
 *
 * @param edits that hold up the queue
 * @param exports that no later export to the same place has made up for
 * @param renders without an end whose workflow was started; most of them simply run
 */
public record UnknownOutcomes(List<Turn> edits, List<Turn> exports, List<RenderRecord> renders) {
    public static UnknownOutcomes of(SessionView view) {
        return new UnknownOutcomes(
                unknown(view).stream()
                        .filter(turn -> !turn.isExport() && !turn.settled())
                        .toList(),
                unknown(view).stream()
                        .filter(turn -> turn.spec() instanceof TurnSpec.Export && !turn.settled())
                        .filter(turn -> !madeUpFor(view, turn))
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

    private static boolean madeUpFor(SessionView view, Turn export) {
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
