package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.Limits;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transitions of a session that change more than one of its parts: they change what they should and nothing else. */
class SessionTransitionsTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("calm");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final BackendSession THERE = new BackendSession("s1", Optional.empty(), Optional.empty());
    private static final MediaListing FILES =
            new MediaListing(new MediaRef("files", 1, "files.json", "application/json"), 3);
    private static final MediaRef DOCUMENT = new MediaRef("archive", 1, "archive.json", "application/json");
    private static final TimelineSnapshot TIMELINE = new TimelineSnapshot(
            "print",
            new MediaRef("draft", 1, "draft.json", "application/json"),
            "Timeline",
            1000,
            true,
            List.of(),
            2,
            List.of());
    private static final Failure WHY = new Failure(FailureType.OUTCOME_UNKNOWN, "who knows");

    /** A running edit and a queued export after it, in a session with files. */
    private static SessionState activeState() {
        return SessionState.fresh()
                .withBackend(b -> b.opened(THERE)
                        .usingToken(2)
                        .uploaded(new UploadReport(
                                Optional.of(FILES), Optional.of(FILES), FileNames.none(), FileNames.none())))
                .withQueue(q ->
                        q.enqueue("a", List.of(EDIT, EXPORT), Optional.of(9.0)).begin(1));
    }

    private static SessionState exported(TurnEnd end) {
        return activeState()
                .withQueue(q -> q.end(1, TurnEnd.done("did it")))
                .freeze(2, TIMELINE)
                .withRenders(r -> r.decided("r", 2).followed("r").ended("r", new RenderOutcome.Unknown(WHY)))
                .withQueue(q -> q.end(2, end));
    }

    @Test
    void aNewSessionIsOpenAndEmpty() {
        assertThat(SessionState.fresh())
                .isEqualTo(new SessionState(
                        SessionPhase.OPEN,
                        BackendSide.initial(),
                        TurnQueue.empty(),
                        Renders.none(),
                        TurnArchive.empty(),
                        Notifications.none()));
    }

    @Test
    void aReadingChangesOnlyTheTimeline() {
        SessionState before = activeState();

        assertThat(before.verified(TIMELINE))
                .isEqualTo(new SessionState(
                        before.phase(),
                        before.backend().verified(TIMELINE),
                        before.queue(),
                        before.renders(),
                        before.archive(),
                        before.notifications()));
    }

    @Test
    void anEditStartsFromTheTimelineThatWasReadLast() {
        SessionState before = activeState();

        SessionState after = before.baseline(1, TIMELINE);

        assertThat(((Turn.EditTurn) after.queue().turn(1)).baseline()).contains("print");
        assertThat(after.queue().turn(2)).isEqualTo(before.queue().turn(2));
        assertThat(after.backend()).isEqualTo(before.backend().verified(TIMELINE));
    }

    @Test
    void anExportRendersTheTimelineThatWasReadLast() {
        SessionState before = activeState();

        SessionState after = before.freeze(2, TIMELINE);

        assertThat(((Turn.ExportTurn) after.queue().turn(2)).draft()).contains(TIMELINE.draft());
        assertThat(after.queue().nextExport()).map(Turn::number).contains(2);
        assertThat(after.queue().turn(1)).isEqualTo(before.queue().turn(1));
        assertThat(after.backend()).isEqualTo(before.backend().verified(TIMELINE));
        assertThat(after.renders()).isEqualTo(before.renders());
    }

    @Test
    void aResumedUnknownExportKeepsItsRender() {
        SessionState unknown = exported(TurnEnd.unknown(WHY));

        SessionState again = unknown.resumeExport(2, Optional.of(RenderPurpose.ADOPT));

        assertThat(again.queue().nextExport()).map(Turn::number).contains(2);
        assertThat(again.renders())
                .isEqualTo(unknown.renders().again(2, Optional.of(RenderPurpose.ADOPT)))
                .isNotEqualTo(unknown.renders());
        assertThat(again.backend()).isEqualTo(unknown.backend());
        assertThatThrownBy(() -> activeState().resumeExport(2, Optional.empty()))
                .hasMessageContaining("export 2 has no render");
    }

    @Test
    void aForgottenSessionStartsNothingAndContinuesWhatRuns() {
        SessionState before = activeState();

        SessionState after = before.forgotten();

        assertThat(after.phase()).isEqualTo(SessionPhase.FORGOTTEN);
        assertThat(after.queue().turn(1)).isEqualTo(before.queue().turn(1));
        assertThat(after.queue().turn(2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(after.queue().turn(2).report()).contains("the backend no longer has this session");
        assertThat(after.backend()).as("a rebuild starts from it").isEqualTo(before.backend());
    }

    @Test
    void aClosedSessionThatIsForgottenStaysClosed() {
        assertThat(activeState().closed().forgotten().phase()).isEqualTo(SessionPhase.CLOSED);
    }

    @Test
    void aClosedSessionStartsNothingAndFinishesWhatRuns() {
        SessionState before = activeState();

        SessionState after = before.closed();

        assertThat(after)
                .isEqualTo(new SessionState(
                        SessionPhase.CLOSED,
                        before.backend(),
                        before.queue().cancelQueued(t -> true),
                        before.renders(),
                        before.archive(),
                        before.notifications()));
        assertThat(after.queue().turn(1).status()).isEqualTo(TurnStatus.RUNNING);
        assertThat(after.queue().turn(2).status()).isEqualTo(TurnStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnOpenSessionStartsItsNextTurn(SessionPhase phase) {
        SessionState state = SessionState.fresh()
                .withQueue(q -> q.enqueue("a", List.of(EDIT), Optional.empty()))
                .withPhase(phase);

        assertThat(state.nextInOrder().isPresent()).isEqualTo(phase == SessionPhase.OPEN);
    }

    @Test
    void aRebuildQueuesTheFilesAndTheRequestedEdits() {
        SessionState before = activeState()
                .withQueue(q -> q.cost(1, 4).end(1, TurnEnd.done("did it")))
                .forgotten();

        SessionState all = before.rebuilt(rebuild(RebuildSession.Replay.ALL), EditHistory.empty());

        assertThat(all.phase()).isEqualTo(SessionPhase.OPEN);
        assertThat(all.backend()).isEqualTo(before.backend().startedOver());
        assertThat(all.queue().backendSessionFirstTurn()).isEqualTo(3);
        assertThat(all.queue().queued())
                .extracting(Turn::spec)
                .containsExactly(
                        new TurnSpec.AddMedia(FILES, new FileNames(3, List.of()), true),
                        new TurnSpec.Edit("calm").replaying(1));
        assertThat(all.queue().turn(4).maxCredits())
                .as("the edits of an earlier backend session were paid for then")
                .contains(7.0);
        assertThat(all.queue().answerTo("again")).contains(List.of(3, 4));
        assertThat(all.renders()).isEqualTo(before.renders());
        assertThat(all.archive()).isEqualTo(before.archive());

        assertThat(before.rebuilt(rebuild(RebuildSession.Replay.NONE), EditHistory.empty())
                        .queue()
                        .queued())
                .hasSize(1);
        assertThat(SessionState.fresh()
                        .rebuilt(rebuild(RebuildSession.Replay.ALL), EditHistory.empty())
                        .queue()
                        .queued())
                .as("nothing existed before")
                .isEmpty();
    }

    @Test
    void aRebuildSettlesAnUnknownEarlierEdit() {
        SessionState stuck = activeState().withQueue(q -> q.end(1, TurnEnd.unknown(WHY)));
        assertThat(stuck.nextInOrder()).isEmpty();

        SessionState anew = stuck.rebuilt(rebuild(RebuildSession.Replay.NONE), EditHistory.empty());

        assertThat(anew.queue().turn(1).settled()).isTrue();
        assertThat(anew.nextInOrder()).map(Turn::number).contains(3);
    }

    @Test
    void theFileCountIncludesQueuedFiles() {
        TurnSpec more = new TurnSpec.AddMedia(
                new MediaListing(new MediaRef("more", 1, "files.json", "application/json"), 4),
                FileNames.none(),
                false);
        SessionState state = activeState().withQueue(q -> q.enqueue("b", List.of(more), Optional.empty()));

        assertThat(state.fileCount()).isEqualTo(7);
        assertThat(state.withQueue(q -> q.end(3, TurnEnd.cancelled("Stopped."))).fileCount())
                .isEqualTo(3);
    }

    @Test
    void theSpendingOfAGroupIncludesArchivedTurns() {
        SessionState state = activeState().withQueue(q -> q.cost(1, 4)
                .end(1, TurnEnd.done("did it"))
                .enqueue("b", List.of(EDIT), Optional.empty())
                .begin(3)
                .cost(3, 2));

        assertThat(state.spentBy(1)).isEqualTo(4);
        assertThat(state.spentBy(3)).isEqualTo(2);
        assertThat(state.mostExpensiveEdit()).isEqualTo(4);

        SessionState archived = state.archived(
                new ArchiveTurns("s", Optional.empty(), turns(state, 1), List.of(), List.of()), DOCUMENT);
        assertThat(archived.spentBy(1)).as("its export is still queued").isEqualTo(4);
        assertThat(archived.mostExpensiveEdit()).isEqualTo(4);
        assertThat(archived.withQueue(q -> q.cost(3, 5)).mostExpensiveEdit()).isEqualTo(5);
    }

    @Test
    void archivingRemovesTurnsFromTheQueueAndOldRenders() {
        SessionState before = exported(TurnEnd.done("Rendered."));
        for (int export = 1; export <= Limits.KEPT_RENDERS; export++) {
            String id = "later-" + export;
            before = before.withRenders(r -> r.decided(id, 90).ended(id, new RenderOutcome.Cancelled()));
        }
        HandledRequest request = before.queue().handled().get(0);

        SessionState after = before.archived(
                new ArchiveTurns("s", Optional.empty(), before.queue().turns(), List.of(), List.of(request)), DOCUMENT);

        assertThat(after.queue().turns()).isEmpty();
        assertThat(after.queue().handled()).isEmpty();
        assertThat(after.queue().nextNumber()).isEqualTo(3);
        assertThat(after.renders().of(2)).isEmpty();
        assertThat(after.renders().records()).hasSize(Limits.KEPT_RENDERS);
        assertThat(after.archive().turns()).isEqualTo(2);
        assertThat(after.archive().document()).contains(DOCUMENT);
        assertThat(after.phase()).isEqualTo(before.phase());
        assertThat(after.backend()).isEqualTo(before.backend());

        SessionState requests = before.archived(
                new ArchiveTurns("s", Optional.empty(), List.of(), List.of(), List.of(request)), DOCUMENT);
        assertThat(requests.renders()).as("its export is in the state").isEqualTo(before.renders());
    }

    @Test
    void anArchiveDocumentNamesItsPredecessorAndContainsTheRendersOfItsTurns() {
        SessionState state = exported(TurnEnd.done("Rendered."));
        assertThat(state.nextForArchive("s")).as("nothing is old").isEmpty();

        int first = state.queue().nextNumber();
        int last = first + Limits.KEPT_TURNS + 1;
        state = state.withQueue(q -> q.enqueue("b", Collections.nCopies(last - first + 1, EXPORT), Optional.empty()));
        for (int number = first; number <= last; number++) {
            int export = number;
            state = state.withQueue(q -> q.begin(export).end(export, TurnEnd.done("Rendered.")));
        }

        ArchiveTurns next = state.nextForArchive("s").orElseThrow();
        assertThat(next.session()).isEqualTo("s");
        assertThat(next.previous()).isEmpty();
        assertThat(next.turns()).extracting(Turn::number).startsWith(2).doesNotContain(1);
        assertThat(next.renders()).isEqualTo(state.renders().of(2)).hasSize(1);
        assertThat(next.requests()).isEmpty();
        assertThat(state.archived(next, DOCUMENT).nextForArchive("s"))
                .map(ArchiveTurns::previous)
                .contains(Optional.of(DOCUMENT));
    }

    @Test
    void oldRequestsAreArchivedEvenWithoutOldTurns() {
        SessionState state = SessionState.fresh();
        for (int request = 0; request <= Limits.KEPT_REQUESTS; request++) {
            String id = "r" + request;
            state = state.withQueue(q -> q.enqueue(id, List.of(), Optional.empty()));
        }

        ArchiveTurns next = state.nextForArchive("s").orElseThrow();

        assertThat(next.turns()).isEmpty();
        assertThat(next.requests()).extracting(HandledRequest::requestId).containsExactly("r0");
        assertThat(state.archived(next, DOCUMENT).nextForArchive("s")).isEmpty();
    }

    private static List<Turn> turns(SessionState state, int number) {
        return List.of(state.queue().turn(number));
    }

    private static RebuildSession rebuild(RebuildSession.Replay replay) {
        return new RebuildSession("again", replay, Optional.of(7.0));
    }
}
