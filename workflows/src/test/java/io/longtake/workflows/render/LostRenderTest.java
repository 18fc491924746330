package io.longtake.workflows.render;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A render that the backend does not know, or gives no clear answer about, is polled for some time before the outcome
 * is decided.
 */
@Tag("records-histories")
class LostRenderTest {
    private static final Duration LOST_AFTER = SessionPolicy.defaults().renderLostAfter();

    private final FakeBackend backend = new FakeBackend();
    private WorkflowTestServer stage;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(backend);
        stage.account("account-1");
        backend.hiddenFor = Duration.ofSeconds(110);
    }

    @AfterEach
    void stop(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        for (RenderRecord render : stage.client()
                .newWorkflowStub(EditSessionWorkflow.class, "session-holiday")
                .view()
                .renders()) {
            stage.record("render/" + name, render.workflowId());
        }
        stage.close();
    }

    private EditSessionWorkflow exporting(int pollSeconds) {
        SessionPolicy usual = SessionPolicy.defaults();
        EditSessionWorkflow session = stage.session(
                "holiday",
                "account-1",
                new SessionPolicy(
                        usual.chat(),
                        usual.verifyFirst(),
                        usual.verifyEvery(),
                        usual.verifyAttempts(),
                        Duration.ofSeconds(pollSeconds),
                        usual.renderDeadline(),
                        usual.renderLostAfter(),
                        usual.rateLimitDelay()));
        stage.ask(session, new TurnSpec.Edit("one"), new TurnSpec.Export(Optional.empty()));
        return session;
    }

    private Turn export(SessionView view) {
        return turn(view, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void anAcceptedRenderThatIsUnknownForAWhileIsFollowedToItsEnd(int pollSeconds) {
        backend.renders.add(OnRender.VANISH);

        SessionView view = stage.untilIdle(exporting(pollSeconds));

        assertThat(export(view).status()).isEqualTo(TurnStatus.DONE);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void aRenderWithoutAClearAnswerForAWhileIsFollowedToItsEnd(int pollSeconds) {
        backend.renders.add(OnRender.UNCLEAR);

        SessionView view = stage.untilIdle(exporting(pollSeconds));

        assertThat(export(view).status()).isEqualTo(TurnStatus.DONE);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void aDoubtfulSubmissionThatArrivesLateIsFollowedToItsEnd(int pollSeconds) {
        backend.renders.add(OnRender.ARRIVE_AFTER_A_TIME);

        SessionView view = stage.untilIdle(exporting(pollSeconds));

        assertThat(export(view).status()).isEqualTo(TurnStatus.DONE);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void aRenderThatStaysUnknownToTheBackendIsLostAfterTheLimit(int pollSeconds) {
        backend.renders.add(OnRender.VANISH);
        backend.hiddenFor = Duration.ofDays(1);
        long begin = stage.now();

        SessionView view = stage.untilIdle(exporting(pollSeconds));

        assertThat(export(view).failure().orElseThrow().type()).isEqualTo(FailureType.RENDER_LOST);
        assertThat(Duration.ofMillis(stage.now() - begin)).isBetween(LOST_AFTER, LOST_AFTER.plusMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void aRenderWithoutAClearAnswerIsUnknownAfterTheLimit(int pollSeconds) {
        backend.renders.add(OnRender.UNCLEAR);
        backend.hiddenFor = Duration.ofDays(1);
        long begin = stage.now();

        SessionView view = stage.untilIdle(exporting(pollSeconds));

        assertThat(export(view).status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(Duration.ofMillis(stage.now() - begin)).isBetween(LOST_AFTER, LOST_AFTER.plusMinutes(2));
    }

    @Test
    void aRenderCancelledWhileUnknownIsStoppedWhenItAppears() {
        backend.renders.add(OnRender.VANISH);
        backend.looksPerRender = 1_000;
        EditSessionWorkflow session = exporting(3);
        stage.until(session, v -> backend.count("render") == 1);

        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));

        assertThat(export(stage.untilIdle(session)).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(backend.runningRenders()).isZero();
        assertThat(backend.count("cancel")).isEqualTo(2);
    }

    @Test
    void aRenderAdoptedWhileUnknownIsDownloadedWhenItAppears() {
        backend.renders.add(OnRender.UNCLEAR);
        backend.hiddenFor = LOST_AFTER.plusSeconds(100);
        EditSessionWorkflow session = exporting(30);
        assertThat(export(stage.untilIdle(session)).status()).isEqualTo(TurnStatus.UNKNOWN);

        session.settle(new SettleTurn("s", 2, SettleTurn.Verdict.ADOPT));

        assertThat(export(stage.untilIdle(session)).status()).isEqualTo(TurnStatus.DONE);
        assertThat(backend.count("render")).isEqualTo(1);
    }
}
