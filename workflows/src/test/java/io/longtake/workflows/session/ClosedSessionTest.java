package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend.OnChat;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.render.Delivery;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Closing a session completes its execution, whatever was running, and frees its name. */
@Tag("records-histories")
class ClosedSessionTest {
    private static final String ID = "session-holiday";
    private static final TurnSpec EDIT = new TurnSpec.Edit("one");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer();
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
    }

    @AfterEach
    void stop(TestInfo test) {
        stage.record("session/" + test.getTestMethod().orElseThrow().getName(), ID);
        stage.close();
    }

    private void rendering(OnRender how) {
        stage.backend.looksPerRender = 20;
        stage.backend.renders.add(how);
        stage.ask(session, EDIT, EXPORT);
        stage.until(session, v -> stage.backend.count("render") == 1);
    }

    /** Closes the session and waits for the end of its execution in skipped time. */
    private SessionView closed() {
        session.close("x");
        return ended();
    }

    private SessionView ended() {
        SessionView view =
                stage.until(session, v -> status() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        assertThat(status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
        assertThat(view.phase()).isEqualTo(SessionPhase.CLOSED);
        return view;
    }

    private WorkflowExecutionStatus status() {
        return stage.untyped(ID).describe().getStatus();
    }

    @Test
    void aSessionClosedDuringARenderEndsAfterTheRender() {
        rendering(OnRender.COMPLETE);

        SessionView view = closed();

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.count("render")).isEqualTo(1);
    }

    @Test
    void theNameOfASessionClosedDuringARenderIsFreeAgain() {
        rendering(OnRender.COMPLETE);
        closed();

        EditSessionWorkflow anew = stage.session("holiday", "account-1");
        stage.ask(anew, EDIT);

        assertThat(turn(stage.untilIdle(anew), 1).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void aSessionClosedWhileItsRenderIsRetriedEnds() {
        rendering(OnRender.FAIL);

        SessionView view = closed();

        assertThat(view.renders()).hasSize(2);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void aSessionClosedAndThenCancelledEndsWithItsRenderStopped() {
        rendering(OnRender.NEVER_END);
        session.close("x");

        session.cancel(new CancelTurns("c", CancelTurns.Scope.ALL));

        assertThat(turn(ended(), 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(stage.backend.everyRenderEnded()).isTrue();
    }

    @Test
    void aSessionClosedDuringAnEditEndsAfterTheEditAndStartsNothingElse() {
        stage.backend.readings = new CountDownLatch(1);
        stage.ask(session, EDIT, EXPORT);
        session.close("x");
        stage.backend.readings.countDown();

        SessionView view = ended();

        assertThat(view.turns()).extracting(Turn::status).containsExactly(TurnStatus.DONE, TurnStatus.CANCELLED);
    }

    @Test
    void aSessionClosedDuringAnEditThatOffersTheFilmEndsWithoutIt() {
        stage.backend.implied.add(ImpliedAction.EXPORT);
        stage.backend.readings = new CountDownLatch(1);
        stage.ask(session, new TurnSpec.Edit("two", Optional.of(new Delivery("home", "/film.mp4"))));
        session.close("x");
        stage.backend.readings.countDown();

        assertThat(ended().turns()).extracting(Turn::status).containsExactly(TurnStatus.DONE);
    }

    @Test
    void aSessionClosedWhileALostEditIsCheckedEnds() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, EDIT);
        stage.until(session, v -> stage.backend.count("chat") == 1);

        assertThat(turn(closed(), 1).status()).isEqualTo(TurnStatus.UNKNOWN);
    }

    @Test
    void aSessionClosedDuringARenderDoesNotSendALostEditAgain() {
        rendering(OnRender.NEVER_END);
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, EDIT);
        stage.until(session, v -> turn(v, 3).status() == TurnStatus.UNKNOWN);
        session.close("x");

        assertThatThrownBy(() -> session.settle(new SettleTurn("s", 3, SettleTurn.Verdict.FINISH)))
                .hasStackTraceContaining("is closed");

        session.cancel(new CancelTurns("c", CancelTurns.Scope.ALL));
        assertThat(ended().turns()).hasSize(3);
    }

    @Test
    void aSessionClosedWithTwoFrozenExportsRendersBothAndEnds() {
        rendering(OnRender.COMPLETE);
        stage.ask(session, EXPORT);
        stage.until(session, v -> WorkflowTestServer.export(v, 3).draft().isPresent());

        SessionView view = closed();

        assertThat(List.of(turn(view, 2).status(), turn(view, 3).status())).containsOnly(TurnStatus.DONE);
        assertThat(stage.backend.count("render")).isEqualTo(2);
    }

    @Test
    void aSessionClosedTwiceEndsOnce() {
        rendering(OnRender.COMPLETE);
        session.close("y");

        assertThat(turn(closed(), 2).status()).isEqualTo(TurnStatus.DONE);
    }
}
