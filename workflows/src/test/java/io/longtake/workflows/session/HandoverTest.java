package io.longtake.workflows.session;

import static io.longtake.workflows.Stage.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.Stage;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.simulation.AlteredHistory;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a person said, and what a render reported, reaches the run that comes after. */
class HandoverTest {
    private static final String ID = "session-holiday";
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final RenderOutcome FAILED =
            new RenderOutcome.Failed(new Failure(FailureType.RENDER_FAILED, "out of cheese"), true);

    private final FakeBackend backend = new FakeBackend();
    /** The event of the session after which a run hands over. */
    private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

    private Stage stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        AlteredHistory early = new AlteredHistory(id -> id.equals(ID) ? Optional.of(limit.get()) : Optional.empty());
        stage = new Stage(backend, new Stage.Options(600, List.of(), List.of(early)));
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
    void anExportThatWasToldToStopIsNotTriedOnceMoreByTheNextRun() {
        stopAndHandOver();

        session.renderEnded(new RenderEnded(render().renderId(), 2, FAILED));
        backend.cancellings.countDown();

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn(view, 2).stopping()).isFalse();
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
    void aRenderThatReportsBetweenTwoRunsIsNotMadeASecondTime() {
        backend.readings = new CountDownLatch(1);
        String first = runId();
        limit.set(length());
        // Holds this run, which has left its lanes, until the state is read.
        CompletableFuture<TimelineSnapshot> reading = CompletableFuture.supplyAsync(session::refresh);
        until(() -> events(EventType.EVENT_TYPE_TIMER_STARTED) == 1);

        session.renderEnded(new RenderEnded(render().renderId(), 2, new RenderOutcome.Cancelled()));
        backend.readings.countDown();
        assertThat(reading.join().fingerprint()).isEqualTo("one");
        until(() -> !runId().equals(first));

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(view.renders()).hasSize(1);
    }

    /** The render hears of it and can't stop at once; meanwhile the session goes on in a new run. */
    private void stopAndHandOver() {
        String first = runId();
        backend.cancellings = new CountDownLatch(1);
        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));
        until(() -> backend.count("cancel") == 1);
        limit.set(length());
        stage.ask(session, edit("later"));
        until(() -> !runId().equals(first));
        assertThat(turn(session.view(), 2).stopping()).isTrue();
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

    /** Where an activity runs, time can't be skipped. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the end of patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }
}
