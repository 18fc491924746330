package io.longtake.workflows.session;

import io.longtake.workflows.Limits;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Processes the turns in order: media and edits to their end, exports until their draft is frozen. */
final class OrderedLane {
    private final SessionRun run;
    private final SessionBackend backend;
    private final Editing editing;
    /** The current turn, so that it can be stopped. */
    private Optional<Current> current = Optional.empty();

    private record Current(Turn turn, CancellationScope scope) {}

    OrderedLane(SessionRun run, SessionBackend backend) {
        this.run = run;
        this.backend = backend;
        this.editing = new Editing(run, backend);
    }

    void perform(Turn turn) {
        TurnReports.current(Optional.of(turn.number()));
        performCurrent(turn);
        TurnReports.current(Optional.empty());
    }

    private void performCurrent(Turn turn) {
        if (run.queue().blockedByGroup(turn)) {
            end(turn, TurnEnd.cancelled("Not started, because a turn of the same request was cancelled."));
            return;
        }
        run.queue(q -> q.begin(turn.number()));
        run.tell(SessionDetails.turnText(turn.spec()));
        Step step = stoppable(turn);
        if (step instanceof Step.Ended ended) {
            end(turn, ended.how());
        }
        run.tell("");
    }

    /** Stops the current turn if it is of a requested kind. */
    void stop(boolean edits, boolean exports) {
        current.filter(now -> now.turn().isExport() ? exports : edits)
                .ifPresent(now -> now.scope().cancel("stop requested"));
    }

    private void end(Turn turn, TurnEnd how) {
        run.queue(q -> q.end(turn.number(), how));
    }

    private Step stoppable(Turn turn) {
        try {
            return in(scope -> current = Optional.of(new Current(turn, scope)), () -> attempt(turn));
        } catch (ActivityFailure | CanceledFailure stopped) {
            if (!Failures.isCancelled(stopped)) {
                throw stopped;
            }
            return new Step.Ended(afterCancel(turn));
        } finally {
            current = Optional.empty();
        }
    }

    private Step attempt(Turn turn) {
        try {
            if (turn instanceof Turn.MediaTurn media) {
                return new Step.Ended(upload(media.spec()));
            }
            if (turn instanceof Turn.EditTurn edit) {
                return new Step.Ended(editing.edit(edit));
            }
            return turn instanceof Turn.ExportTurn ? freeze(turn.number()) : new Step.Ended(unrecognized());
        } catch (ActivityFailure | ApplicationFailure failure) {
            Failures.rethrowCancellation(failure);
            return new Step.Ended(failed(Failures.of(failure)));
        }
    }

    private TurnEnd upload(TurnSpec.AddMedia media) {
        FileNames uploaded = FileNames.none();
        FileNames leftOut = FileNames.none();
        for (int from = 0; from < media.files().count(); from += Limits.FILES_PER_REQUEST) {
            UploadReport report = backend.upload(media, from);
            uploaded = uploaded.and(report.uploaded());
            leftOut = leftOut.and(report.leftOut());
        }
        return TurnEnd.done(uploadedWords(uploaded, leftOut));
    }

    private static String uploadedWords(FileNames uploaded, FileNames leftOut) {
        String brought = uploaded.count() == 0 ? "Nothing was uploaded." : "Uploaded " + uploaded.asText() + ".";
        return leftOut.count() == 0
                ? brought
                : brought + " Already in the session, so not added again: " + leftOut.asText()
                        + ". To add such files again, use --add-duplicates.";
    }

    private Step freeze(int number) {
        TimelineSnapshot snapshot = backend.readTimeline("read the timeline to export");
        // A stop was requested during the reading: the reading ended normally, but the export must not start.
        CancellationScope.throwCanceled();
        if (!snapshot.exportable()) {
            run.update(s -> s.verified(snapshot));
            return new Step.Ended(TurnEnd.failed(new Failure(
                    FailureType.NOTHING_TO_EXPORT,
                    "Nothing to export: the timeline is empty. Add a file and an edit first.")));
        }
        run.update(s -> s.freeze(number, snapshot));
        return new Step.HandedOver();
    }

    private static TurnEnd unrecognized() {
        return TurnEnd.failed(new Failure(
                FailureType.NOT_POSSIBLE,
                "This worker's version of Longtake does not know this kind of request. Nothing was sent. "
                        + Refusals.UPDATE));
    }

    private TurnEnd failed(Failure why) {
        if (why.type() != FailureType.SESSION_LOST) {
            return TurnEnd.failed(why);
        }
        run.update(SessionState::forgotten);
        return TurnEnd.failed(new Failure(
                FailureType.SESSION_LOST,
                "The backend no longer has this session and its timeline. The media and the list of edits are kept: "
                        + "`longtake rebuild " + run.spec().name() + "` starts it over."));
    }

    /** The turn was stopped: the backend's state shows what it did before that. */
    private TurnEnd afterCancel(Turn turn) {
        if (!(turn instanceof Turn.EditTurn edit)) {
            return TurnEnd.cancelled("Stopped.");
        }
        List<TurnEnd> end = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> end.add(editing.afterCancel(edit)))
                .run();
        return end.get(0);
    }

    /** Runs the work in a separate cancellation scope; exceptions are passed on. */
    private static Step in(Consumer<CancellationScope> known, Supplier<Step> work) {
        List<Step> step = new ArrayList<>();
        CancellationScope scope = Workflow.newCancellationScope(() -> step.add(work.get()));
        known.accept(scope);
        scope.run();
        return step.get(0);
    }
}
