package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.Limits;
import io.longtake.workflows.WorkflowTestServer;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("records-histories")
@Tag("endurance")
class LongSessionTest {
    private static final String ID = "session-long";
    private static final int WAVES = 3;
    private static final int TURNS = WAVES * Limits.QUEUED_TURNS;
    private static final int EXPORT_EVERY = 50;
    private static final int EXPORTS_OF_A_WAVE = Limits.QUEUED_TURNS / EXPORT_EVERY;
    private static final int EXPORTS = WAVES * EXPORTS_OF_A_WAVE;
    /** The last exports: one is cancelled while it renders, the others before. */
    private static final int CANCELLED = 5;

    /** A full queue. */
    private static final List<TurnSpec> WAVE = IntStream.rangeClosed(1, Limits.QUEUED_TURNS)
            .mapToObj(LongSessionTest::spec)
            .toList();

    private final Set<String> runs = new LinkedHashSet<>();

    private static TurnSpec spec(int number) {
        return isExport(number) ? new TurnSpec.Export(Optional.empty()) : new TurnSpec.Edit("x");
    }

    private static boolean isExport(int number) {
        return number % EXPORT_EVERY == 0;
    }

    @Test
    void threeThousandTurnsSpanSeveralRunsWithoutLossOrRepetition() throws Exception {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("long", "account-1");
            String firstRun = runOf(stage);

            // Long renders: the first one runs during all edits, the others after them.
            stage.backend.looksPerRender = 5;
            enqueue(session, 1);
            watch(stage, session, SessionView::idle);
            // Short renders, in parallel with the edits.
            stage.backend.looksPerRender = 1;
            enqueue(session, 2);
            watch(stage, session, SessionView::idle);
            // One render that never ends and is cancelled, together with all exports after it.
            stage.backend.renders.addAll(Collections.nCopies(EXPORTS_OF_A_WAVE - CANCELLED, OnRender.COMPLETE));
            stage.backend.renders.add(OnRender.NEVER_END);
            enqueueInGroups(session);
            int untilTheLast = EXPORTS - CANCELLED + 1;
            watch(stage, session, v -> stage.backend.count("render") == untilTheLast);
            session.cancel(new CancelTurns("stop", CancelTurns.Scope.EXPORTS));
            SessionView view = watch(stage, session, SessionView::idle);

            assertThat(runs).hasSizeGreaterThan(2);
            everyTurnHasItsEnd(stage, view);
            everyExportHasItsOneRender(stage);
            theFirstRenderOutlivedTheRunThatBeganIt(stage, firstRun);
            stage.replay(ID);
            nothingOfAnEarlierRunIsForgotten(stage, session);
            stage.record("session/last-of-several-runs", ID);
            List<String> inOrder = List.copyOf(runs);
            stage.recordBeginning("session/beginning-of-a-later-run", ID, inOrder.get(inOrder.size() / 2), 40);
        }
    }

    private static Enqueued enqueue(EditSessionWorkflow session, int wave) {
        return session.enqueue(new EnqueueTurns("wave-" + wave, WAVE, Optional.empty(), Optional.empty()));
    }

    /** Each export is a separate group, so that nothing depends on it. */
    private static void enqueueInGroups(EditSessionWorkflow session) {
        for (int export = 1; export <= EXPORTS_OF_A_WAVE; export++) {
            session.enqueue(new EnqueueTurns(
                    "edits-" + export, WAVE.subList(0, EXPORT_EVERY - 1), Optional.empty(), Optional.empty()));
            session.enqueue(new EnqueueTurns(
                    "export-" + export,
                    List.of(new TurnSpec.Export(Optional.empty())),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    private SessionView watch(WorkflowTestServer stage, EditSessionWorkflow session, Predicate<SessionView> wanted) {
        return stage.until(session, view -> {
            runs.add(runOf(stage));
            return wanted.test(view);
        });
    }

    private static String runOf(WorkflowTestServer stage) {
        return stage.untyped(ID).describe().getExecution().getRunId();
    }

    private static void everyTurnHasItsEnd(WorkflowTestServer stage, SessionView view) {
        List<Turn> all = new ArrayList<>(stage.backend.archived);
        all.addAll(view.turns());
        assertThat(all).hasSize(view.turns().size() + view.archivedTurns());
        assertThat(all)
                .extracting(Turn::number)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, TURNS).boxed().toList());
        assertThat(all).filteredOn(turn -> turn.status() != end(turn)).isEmpty();
        assertThat(stage.backend.count("chat")).isEqualTo(TURNS - EXPORTS);
    }

    private static TurnStatus end(Turn turn) {
        boolean stopped = turn.isExport() && turn.number() > TURNS - CANCELLED * EXPORT_EVERY;
        return stopped ? TurnStatus.CANCELLED : TurnStatus.DONE;
    }

    /** The drafts identify the exports: each contains all edits before it. */
    private static void everyExportHasItsOneRender(WorkflowTestServer stage) {
        Stream<String> drafts = stage.backend.ledger.stream()
                .filter(line -> line.startsWith("render "))
                .map(line -> line.substring(0, line.indexOf('|')));
        assertThat(drafts)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EXPORTS - CANCELLED + 1)
                        .mapToObj(export -> "render draft-" + export * (EXPORT_EVERY - 1) + " edits")
                        .toList());
        assertThat(stage.backend.count("download")).isEqualTo(EXPORTS - CANCELLED);
        assertThat(stage.backend.count("cancel")).isEqualTo(1);
        assertThat(stage.backend.everyRenderEnded()).isTrue();
    }

    private static void theFirstRenderOutlivedTheRunThatBeganIt(WorkflowTestServer stage, String firstRun) {
        List<HistoryEvent> events =
                stage.client().fetchHistory(ID, firstRun).getHistory().getEventsList();
        assertThat(events)
                .extracting(HistoryEvent::getEventType)
                .contains(EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED)
                .endsWith(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);
        assertThat(events)
                .noneMatch(event -> event.hasWorkflowExecutionSignaledEventAttributes()
                        && event.getWorkflowExecutionSignaledEventAttributes()
                                .getSignalName()
                                .equals("renderEnded"));
    }

    private static void nothingOfAnEarlierRunIsForgotten(WorkflowTestServer stage, EditSessionWorkflow session) {
        assertThat(enqueue(session, 1).numbers())
                .as("an update handled in an earlier run is remembered")
                .hasSize(Limits.QUEUED_TURNS)
                .startsWith(1);
        assertThat(stage.backend.count("chat")).isEqualTo(TURNS - EXPORTS);
    }
}
