package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.simulation.AlteredHistory;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** User requests and reports of renders reach the next run. */
@Tag("records-histories")
class HandoverTest {
    private static final String ID = "session-holiday";
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final RenderOutcome FAILED =
            new RenderOutcome.Failed(new Failure(FailureType.RENDER_FAILED, "out of cheese"), true);
    private static final RenderOutcome NOT_SEEN =
            new RenderOutcome.Unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "no clear answer"));

    private final FakeBackend backend = new FakeBackend();
    /** Number of events of the session after which a run hands over to the next. */
    private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        AlteredHistory early = new AlteredHistory(id -> id.equals(ID) ? Optional.of(limit.get()) : Optional.empty());
        stage = new WorkflowTestServer(backend, new WorkflowTestServer.Options(600, List.of(), List.of(early)));
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
        backend.renders.add(OnRender.NEVER_END);
        stage.ask(session, edit("one"), EXPORT);
        stage.until(session, v -> backend.count("render") == 1);
    }

    @AfterEach
    void stop(TestInfo test) {
        stage.record("session/" + test.getTestMethod().orElseThrow().getName(), ID);
        backend.cancellings.countDown();
        stage.close();
    }

    @Test
    void aCancelledExportIsNotRetriedByTheNextRun() {
        stopAndHandOver();

        session.renderEnded(new RenderEnded(render().renderId(), 2, FAILED));
        backend.cancellings.countDown();

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.FAILED);
        assertThat(WorkflowTestServer.export(view, 2).stopping()).isFalse();
        assertThat(view.renders()).hasSize(1);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    @Test
    void aCancelledRenderThatReportsToTheNextRunEndsItsTurnOnce() {
        stopAndHandOver();

        backend.cancellings.countDown();

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(view.renders()).hasSize(1);
        assertThat(backend.count("cancel")).isEqualTo(1);
        assertThat(turn(view, 3).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void aRenderThatReportsBetweenTwoRunsIsNotRepeated() {
        String first = runId();
        CompletableFuture<TimelineSnapshot> reading = leaveAndHold();

        session.renderEnded(new RenderEnded(render().renderId(), 2, new RenderOutcome.Cancelled()));
        // Longer than the timer before the handover, which must start after this answer.
        long begin = stage.now();
        WorkflowTestServer.await("the pause before the handover is over", () -> stage.now() - begin > 1_500);
        letGo(reading, first);

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(view.renders()).hasSize(1);
        aWorkflowTaskSeparatesTheLastAnswerFromTheHandover(first);
    }

    @Test
    void aRenderTerminatedAfterTheHandoverIsUnknown() {
        String first = runId();
        limit.set(length());
        stage.ask(session, edit("later"));
        WorkflowTestServer.await("the next run begins", () -> !runId().equals(first));
        stage.until(session, v -> turn(v, 3).status() == TurnStatus.DONE);

        stage.untyped(render().workflowId()).terminate("by hand");

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(turn(view, 2).report()).contains(render().workflowId(), "ended without a report");
    }

    @Test
    void anExportCancelledBeforeItsCheckStopsInTheNextRun() {
        session.renderEnded(new RenderEnded(render().renderId(), 2, NOT_SEEN));
        stage.until(session, v -> turn(v, 2).status() == TurnStatus.UNKNOWN);
        String first = runId();
        CompletableFuture<TimelineSnapshot> reading = leaveAndHold();

        session.settle(new SettleTurn("look", 2, SettleTurn.Verdict.LOOK));
        session.cancel(new CancelTurns("stop", CancelTurns.Scope.EXPORTS));
        assertThat(WorkflowTestServer.export(session.view(), 2).stopping()).isTrue();
        letGo(reading, first);

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(view.renders()).hasSize(1);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    /** The run leaves its lanes, and does not end until the state is read. */
    private CompletableFuture<TimelineSnapshot> leaveAndHold() {
        backend.readings = new CountDownLatch(1);
        limit.set(length());
        long accepted = events(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED);
        CompletableFuture<TimelineSnapshot> reading = CompletableFuture.supplyAsync(session::refresh);
        WorkflowTestServer.await(
                "the update is accepted",
                () -> events(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) > accepted);
        return reading;
    }

    /** Lets the reading finish; then the next run begins. */
    private void letGo(CompletableFuture<TimelineSnapshot> reading, String run) {
        backend.readings.countDown();
        assertThat(reading.join().fingerprint()).isEqualTo("one");
        WorkflowTestServer.await("the next run begins", () -> !runId().equals(run));
    }

    /** An update that completes in the same task as continue-as-new may be applied twice. */
    private void aWorkflowTaskSeparatesTheLastAnswerFromTheHandover(String run) {
        List<EventType> events = stage.client().fetchHistory(ID, run).getHistory().getEventsList().stream()
                .map(HistoryEvent::getEventType)
                .toList();
        assertThat(events.get(events.size() - 1)).isEqualTo(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);
        assertThat(events.lastIndexOf(EventType.EVENT_TYPE_TIMER_FIRED))
                .isGreaterThan(events.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED));
    }

    /**
     * The render receives the cancel request but can't stop immediately; meanwhile the session continues in a new run.
     */
    private void stopAndHandOver() {
        String first = runId();
        backend.cancellings = new CountDownLatch(1);
        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));
        WorkflowTestServer.await("the render is told to stop", () -> backend.count("cancel") == 1);
        limit.set(length());
        stage.ask(session, edit("later"));
        WorkflowTestServer.await("the next run begins", () -> !runId().equals(first));
        assertThat(WorkflowTestServer.export(session.view(), 2).stopping()).isTrue();
        assertThat(turn(session.view(), 2).status()).isEqualTo(TurnStatus.RUNNING);
    }

    private RenderRecord render() {
        return session.view().renders().get(0);
    }

    private String runId() {
        return stage.untyped(ID).describe().getExecution().getRunId();
    }

    private long length() {
        return stage.client().fetchHistory(ID).getHistory().getEventsCount();
    }

    private long events(EventType type) {
        return stage.client().fetchHistory(ID).getHistory().getEventsList().stream()
                .filter(event -> event.getEventType() == type)
                .count();
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }
}
