package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.Limits;
import io.longtake.workflows.TaskQueue;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.RenderEnded;
import io.longtake.workflows.render.RenderInput;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.render.RenderPurpose;
import io.longtake.workflows.render.RenderView;
import io.longtake.workflows.render.RenderWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * After a workflow reset a session repeats its steps, and its renders exist already. The in-memory server does not
 * support resets, so this test starts the render that a reset would leave behind, under the id that the session will
 * derive; {@code ResetIT} resets a real session.
 */
@Tag("records-histories")
class ResetTest {
    private static final String ID = "session-holiday";
    private static final TurnSpec EDIT = new TurnSpec.Edit("one");
    /** The draft that the export froze before the reset, for example because the edits arrived in a different order. */
    private static final MediaRef OTHER = new MediaRef("other", 1, "draft.json", "application/json");

    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    private final FakeBackend backend = new FakeBackend();
    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(backend);
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
        stage.ask(session, EDIT);
        stage.untilIdle(session);
    }

    @AfterEach
    void stop(TestInfo test) {
        stage.record("session/" + test.getTestMethod().orElseThrow().getName(), ID);
        stage.close();
    }

    private String renderId(int attempt) {
        return renderId(attempt, draft());
    }

    private MediaRef draft() {
        return session.view().timeline().orElseThrow().draft();
    }

    private String renderId(int attempt, MediaRef draft) {
        String firstRun =
                stage.untyped(ID).describe().getWorkflowExecutionInfo().getFirstRunId();
        // The in-memory server does not report the first run's id.
        String run =
                firstRun.isEmpty() ? stage.untyped(ID).describe().getExecution().getRunId() : firstRun;
        return RenderId.of(run, 2, attempt, draft);
    }

    /** A render that a run before the reset started. */
    private WorkflowStub leftBehind(int attempt) {
        return leftBehind(attempt, draft());
    }

    private WorkflowStub leftBehind(int attempt, MediaRef draft) {
        return leftBehind(attempt, draft, "", Optional.empty());
    }

    private WorkflowStub leftBehind(int attempt, MediaRef draft, String follower, Optional<RenderPurpose> aim) {
        RenderWorkflow render = stage.client()
                .newWorkflowStub(
                        RenderWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("render-" + RenderId.place(renderId(attempt)) + follower)
                                .setTaskQueue(TaskQueue.SESSIONS.queueName())
                                .build());
        SessionPolicy policy = SessionPolicy.defaults();
        SessionView view = session.view();
        WorkflowClient.start(
                render::run,
                new RenderInput(
                        renderId(attempt, draft),
                        ID,
                        2,
                        new AccountLease("account-1", "http://fake", 0),
                        view.backend().orElseThrow(),
                        draft,
                        policy.renderPollInterval(),
                        policy.renderDeadline(),
                        policy.renderLostAfter(),
                        policy.rateLimitDelay(),
                        Optional.empty(),
                        aim));
        return WorkflowStub.fromTyped(render);
    }

    /** Waits in skipped time; if a client waited for the result, time would run past every limit. */
    private RenderOutcome end(WorkflowStub render) {
        stage.until(
                session,
                v -> render.describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        return render.query("view", RenderView.class).outcome().orElseThrow();
    }

    private SessionView exported() {
        stage.ask(session, EXPORT);
        return stage.untilIdle(session);
    }

    private Set<String> submitted() {
        return backend.renderIds();
    }

    @Test
    void aRenderIdDerivesFromTheFirstRunTheTurnAndTheAttempt() {
        backend.renders.addAll(List.of(OnRender.FAIL, OnRender.COMPLETE));

        assertThat(exported().renders()).extracting(RenderRecord::renderId).containsExactly(renderId(1), renderId(2));
    }

    @Test
    void aRenderThatEndedBeforeTheResetIsDownloadedAndNotRepeated() {
        end(leftBehind(1));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(submitted()).containsExactly(renderId(1));
        assertThat(view.renders())
                .extracting(RenderRecord::workflowId)
                .containsExactly("render-" + RenderId.place(renderId(1)) + "-2");
    }

    @Test
    void aRenderFollowedBeforeASecondResetIsDownloadedAgain() {
        end(leftBehind(1));
        end(leftBehind(1, draft(), "-2", Optional.of(RenderPurpose.FOLLOW)));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(submitted()).containsExactly(renderId(1));
        assertThat(view.renders())
                .extracting(RenderRecord::workflowId)
                .containsExactly("render-" + RenderId.place(renderId(1)) + "-3");
    }

    @Test
    void aRenderThatStillRunsAfterTheResetIsFollowedToItsEnd() {
        backend.looksPerRender = 40;
        leftBehind(1);
        stage.skip(Duration.ofSeconds(1));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(submitted()).containsExactly(renderId(1));
    }

    @Test
    void aReportThatIsReappliedAfterTheResetIsSufficient() {
        WorkflowStub render = leftBehind(1);
        RenderOutcome outcome = end(render);
        stage.ask(session, EXPORT);
        stage.until(session, v -> !v.renders().isEmpty());

        session.renderEnded(new RenderEnded(renderId(1), 2, outcome));

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(view.renders())
                .extracting(RenderRecord::workflowId)
                .containsExactly("render-" + RenderId.place(renderId(1)));
        assertThat(backend.count("download"))
                .as("downloaded once, before the reset")
                .isEqualTo(1);
    }

    @Test
    void aRenderThatFailedBeforeTheResetIsFollowedByItsRetry() {
        backend.renders.addAll(List.of(OnRender.FAIL, OnRender.COMPLETE));
        end(leftBehind(1));
        end(leftBehind(2));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(submitted()).containsExactlyInAnyOrder(renderId(1), renderId(2));
    }

    @Test
    void anExportCancelledAfterTheResetStopsTheRunningRender() {
        backend.renders.add(OnRender.NEVER_END);
        leftBehind(1);
        stage.skip(Duration.ofSeconds(1));
        stage.ask(session, EXPORT);
        stage.until(session, v -> !v.renders().isEmpty());

        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));

        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(backend.everyRenderEnded()).isTrue();
        assertThat(submitted()).containsExactly(renderId(1));
    }

    /** Two workflows for one render could produce two outcomes: cancelled by one, delivered by the other. */
    @Test
    void aRenderThatRunsLongAfterTheResetHasOneWorkflow() {
        backend.renders.add(OnRender.NEVER_END);
        WorkflowStub old = leftBehind(1);
        stage.skip(Duration.ofSeconds(1));
        stage.ask(session, EXPORT);
        stage.until(session, v -> !v.renders().isEmpty());
        stage.skip(Duration.ofMinutes(2));

        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(end(old)).isInstanceOf(RenderOutcome.Cancelled.class);
        assertThat(view.renders())
                .extracting(RenderRecord::workflowId)
                .containsExactly("render-" + RenderId.place(renderId(1)));
    }

    @Test
    void theFilmOfAnotherDraftIsNotUsedForTheExport() {
        end(leftBehind(1, OTHER));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(submitted()).containsExactlyInAnyOrder(renderId(1, OTHER), renderId(2));
        assertThat(view.renders())
                .filteredOn(one -> one.outcome().orElseThrow() instanceof RenderOutcome.Completed)
                .extracting(RenderRecord::renderId)
                .containsExactly(renderId(2));
    }

    @Test
    void aRenderOfAnotherDraftThatStillRunsAfterTheResetIsStopped() {
        backend.renders.addAll(List.of(OnRender.NEVER_END, OnRender.COMPLETE));
        WorkflowStub old = leftBehind(1, OTHER);
        stage.skip(Duration.ofSeconds(1));

        SessionView view = exported();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(end(old)).isInstanceOf(RenderOutcome.Cancelled.class);
        assertThat(submitted()).containsExactlyInAnyOrder(renderId(1, OTHER), renderId(2));
        assertThat(backend.everyRenderEnded()).isTrue();
    }

    /** The other render's report of its own end shows that it has ended; the next poll is minutes away. */
    @Test
    void theEndOfARenderOfAnotherDraftIsNoticedImmediately() {
        backend.renders.addAll(List.of(OnRender.NEVER_END, OnRender.COMPLETE));
        leftBehind(1, OTHER);
        stage.skip(Duration.ofSeconds(1));
        stage.ask(session, EXPORT);
        long asked = stage.now();

        stage.untilIdle(session);

        assertThat(Duration.ofMillis(stage.now() - asked)).isLessThan(Limits.RENDER_ATTENDANCE);
    }
}
