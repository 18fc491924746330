package io.longtake.cli.batch;

import io.longtake.cli.outcome.JobOutcome;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Documents;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The status of a row according to its session. It determines which steps are missing; only those are requested. */
public sealed interface RowStatus {
    /** The film is rendered. */
    record Made(RenderRecord render, RenderOutcome.Completed outcome) implements RowStatus {}

    /** Some of its turns are queued or running. */
    record AtWork() implements RowStatus {}

    /**
     * The outcome is unknown.
     *
     * @param edit the number of the edit whose outcome is unknown; empty when it is the export
     */
    record Unknown(OptionalInt edit, Optional<RenderRecord> render, Optional<Failure> why) implements RowStatus {}

    /**
     * It ended without a film.
     *
     * @param from the first missing step
     * @param attempt distinguishes the next attempt from all earlier ones: the number of its first turn
     * @param question what the backend asked instead of making the last edit, if it offered choices
     */
    record Broken(
            Step from,
            int attempt,
            Optional<RenderRecord> render,
            Optional<Failure> why,
            Optional<MessageReading.Question> question)
            implements RowStatus {}

    /** Its session can't be continued: closed, forgotten, or stopped in the middle of the edit. */
    record Spent(boolean closed, Optional<Failure> why) implements RowStatus {}

    /** The steps from a file to a film. */
    enum Step {
        MEDIA,
        EDIT,
        EXPORT
    }

    static RowStatus of(SessionView view, Path output) {
        for (var render : view.renders()) {
            if (render.outcome().orElse(null) instanceof RenderOutcome.Completed done
                    && Documents.output(view, render).equals(Optional.of(output))) {
                return new Made(render, done);
            }
        }
        var unknownTurn = latest(view, TurnSpec.Edit.class)
                .filter(turn -> turn.status() == TurnStatus.UNKNOWN && !turn.settled());
        boolean running = view.turns().stream().anyMatch(turn -> turn.status() == TurnStatus.RUNNING);
        boolean waiting = view.turns().stream().anyMatch(turn -> turn.status() == TurnStatus.QUEUED);
        if (running || (waiting && unknownTurn.isEmpty())) {
            return new AtWork();
        }
        var verdict = verdict(view);
        if (view.phase() != SessionPhase.OPEN) {
            return new Spent(view.phase() == SessionPhase.CLOSED, verdict.failure());
        }
        if (unknownTurn.isPresent()) {
            return new Unknown(
                    OptionalInt.of(unknownTurn.get().number()),
                    Optional.empty(),
                    unknownTurn.get().failure());
        }
        var export = latest(view, TurnSpec.Export.class);
        if (export.isPresent() && export.get().status() == TurnStatus.UNKNOWN) {
            return new Unknown(
                    OptionalInt.empty(),
                    verdict.render(),
                    export.get().failure().or(verdict::failure));
        }
        var edit = latest(view, TurnSpec.Edit.class);
        if (edit.isPresent() && stoppedHalfway(edit.get())) {
            return new Spent(false, verdict.failure());
        }
        var question = edit.filter(Turn.EditTurn.class::isInstance)
                .flatMap(turn -> ((Turn.EditTurn) turn).question())
                .filter(asked -> !asked.choices().isEmpty());
        return new Broken(missing(view, edit), Archive.last(view) + 1, verdict.render(), verdict.failure(), question);
    }

    private static Step missing(SessionView view, Optional<Turn> edit) {
        if (edit.isPresent() && edit.get().status() == TurnStatus.DONE) {
            return Step.EXPORT;
        }
        return latest(view, TurnSpec.AddMedia.class)
                        .filter(turn -> turn.status() == TurnStatus.DONE)
                        .isPresent()
                ? Step.EDIT
                : Step.MEDIA;
    }

    /** Whether an edit was started and then stopped or abandoned: the timeline may or may not contain it. */
    private static boolean stoppedHalfway(Turn turn) {
        return turn.status() == TurnStatus.UNKNOWN
                || (turn.status() == TurnStatus.CANCELLED
                        && turn instanceof Turn.EditTurn edit
                        && edit.baseline().isPresent());
    }

    private static Optional<Turn> latest(SessionView view, Class<? extends TurnSpec> kind) {
        return view.turns().stream()
                .filter(turn -> kind.isInstance(turn.spec()))
                .max(Comparator.comparingInt(Turn::number));
    }

    private static JobOutcome verdict(SessionView view) {
        int group = view.turns().stream().mapToInt(Turn::group).max().orElse(0);
        List<Integer> numbers = view.turns().stream()
                .filter(turn -> turn.group() == group)
                .map(Turn::number)
                .toList();
        return JobOutcome.on(view, numbers);
    }
}
