package io.longtake.workflows.render;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.session.CancelTurns;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * A submission whose response is lost may reach the backend after the query for it: a workflow must still manage the
 * render.
 */
@Tag("records-histories")
class LateSubmissionTest {
    private final CountDownLatch onItsWay = new CountDownLatch(1);
    private volatile CountDownLatch holding = new CountDownLatch(0);
    private final FakeBackend backend = new FakeBackend() {
        @Override
        public RenderObservation submitRender(SubmitRender request) {
            onItsWay.countDown();
            try {
                holding.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.submitRender(request);
        }
    };
    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(backend);
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
        backend.renders.add(OnRender.ARRIVE_LATE);
    }

    @AfterEach
    void stop(TestInfo test) {
        for (RenderRecord render : session.view().renders()) {
            stage.record("render/" + test.getTestMethod().orElseThrow().getName(), render.workflowId());
        }
        stage.close();
    }

    private SessionView export() {
        stage.ask(session, new TurnSpec.Edit("one"), new TurnSpec.Export(Optional.empty()));
        return session.view();
    }

    @Test
    void aRenderThatArrivesAfterTheFirstPollIsFollowedToItsEnd() {
        export();

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(view.renders()).hasSize(1);
        assertThat(backend.count("render")).isEqualTo(1);
    }

    @Test
    void aRenderThatArrivesAfterItsCancellationIsStoppedAtTheBackend() {
        holding = new CountDownLatch(1);
        export();
        WorkflowTestServer.await("the submission is on its way", () -> onItsWay.getCount() == 0);

        session.cancel(new CancelTurns("c", CancelTurns.Scope.EXPORTS));
        holding.countDown();

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(backend.count("cancel")).isEqualTo(2);
        assertThat(backend.everyRenderEnded()).isTrue();
    }
}
