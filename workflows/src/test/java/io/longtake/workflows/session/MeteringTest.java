package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend.OnChat;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.Delivery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The cost of edits, and their limits. */
@Tag("records-histories")
class MeteringTest {
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    private WorkflowTestServer stage;
    private EditSessionWorkflow session;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer();
        stage.account("account-1");
        session = stage.meteredSession("holiday", "account-1");
        stage.backend.costPerEdit = 30;
    }

    @AfterEach
    void stop(TestInfo test) {
        stage.record("session/" + test.getTestMethod().orElseThrow().getName(), "session-holiday");
        stage.close();
    }

    @Test
    void theCostOfAnEditIsReadFromTheBalance() {
        stage.ask(session, edit("one"));

        assertThat(turn(stage.untilIdle(session), 1).cost()).contains(30.0);
    }

    @Test
    void theTurnThatWouldExceedTheLimitIsNotStarted() {
        limited(70, edit("one"), edit("two"), edit("three"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.DONE, TurnStatus.DONE, TurnStatus.CANCELLED, TurnStatus.CANCELLED);
        assertThat(turn(view, 3).failure().orElseThrow().type()).isEqualTo(FailureType.BUDGET_REACHED);
        assertThat(turn(view, 3).report())
                .contains("limit is 70", "of which 60 have been spent", "up to 30", "The account has 40 left");
        assertThat(stage.backend.count("chat")).isEqualTo(2);
    }

    @Test
    void theCostOfEarlierEditsCountsForTheFirstEditOfARequest() {
        stage.ask(session, edit("one"));
        limited(29, edit("two"));
        limited(30, edit("three"));

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.DONE, TurnStatus.CANCELLED, TurnStatus.DONE);
    }

    @Test
    void anEditThatTheAccountCannotPayIsNotStartedIfThereIsALimit() {
        stage.backend.available.set(50);
        limited(1000, edit("one"), edit("two"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.DONE, TurnStatus.CANCELLED, TurnStatus.CANCELLED);
        assertThat(turn(view, 2).report()).contains("up to 30", "the account has 20 left", "omit --max-credits");
        assertThat(stage.backend.count("chat")).isEqualTo(1);

        stage.backend.costPerEdit = 20;
        stage.ask(session, edit("three"));
        assertThat(turn(stage.untilIdle(session), 4).status())
                .as("the price of the next one is unknown, so it is sent")
                .isEqualTo(TurnStatus.DONE);
    }

    @Test
    void theFirstEditOfUnknownPriceIsSentAndTheGroupStopsAfterIt() {
        limited(1, edit("one"), edit("two"));

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns()).extracting(Turn::status).containsExactly(TurnStatus.DONE, TurnStatus.CANCELLED);
        assertThat(turn(view, 2).report()).contains("limit is 1", "of which 30 have been spent");
    }

    @Test
    void withALimitOfZeroNothingIsSent() {
        limited(0, edit("one"));

        assertThat(turn(stage.untilIdle(session), 1).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(stage.backend.count("chat")).isZero();
    }

    @Test
    void aReplyThatRefersToPanelsShowsTheirContent() {
        stage.backend.implied.addAll(List.of(ImpliedAction.SHOW_TIMELINE, ImpliedAction.SHOW_CREDITS));
        stage.ask(session, edit("one"));

        assertThat(turn(stage.untilIdle(session), 1).report())
                .contains("did one", "Timeline: one", "Credits: 70 available");
    }

    @Test
    void anOfferedExportStartsOnlyIfTheFilmWasRequested() {
        stage.backend.implied.add(ImpliedAction.EXPORT);
        stage.ask(session, edit("one"));
        stage.untilIdle(session);
        assertThat(stage.backend.count("render")).isZero();

        stage.ask(session, new TurnSpec.Edit("two", Optional.of(new Delivery("home", "/film.mp4"))));
        stage.ask(session, edit("three"));

        SessionView view = stage.untilIdle(session);
        assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.DONE);
        assertThat(stage.backend.ledger).contains("render draft-one|two", "deliver /film.mp4");
    }

    @Test
    void anExplicitlyRequestedExportIsNotStartedTwice() {
        stage.backend.implied.add(ImpliedAction.EXPORT);
        stage.ask(session, new TurnSpec.Edit("two", Optional.of(new Delivery("home", "/film.mp4"))), EXPORT);

        stage.untilIdle(session);
        assertThat(stage.backend.count("render")).isEqualTo(1);
    }

    @Test
    void anEditThatFailsAfterItWasChargedHasACost() {
        stage.backend.chats.add(OnChat.CHARGE_AND_REFUSE);
        stage.ask(session, edit("one"));

        Turn turn = turn(stage.untilIdle(session), 1);

        assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn.cost()).contains(30.0);
    }

    @Test
    void theCostOfAFailedEditCountsForTheLimit() {
        stage.backend.chats.add(OnChat.CHARGE_AND_REFUSE);
        stage.ask(session, edit("one"));
        limited(20, edit("two"));

        assertThat(turn(stage.untilIdle(session), 2).failure().orElseThrow().type())
                .isEqualTo(FailureType.BUDGET_REACHED);
    }

    @Test
    void anEditCancelledAfterItWasChargedHasACost() {
        stage.backend.chats.add(OnChat.HANG);
        stage.ask(session, edit("one"));
        stage.until(session, v -> stage.backend.count("chat") == 1);

        session.cancel(new CancelTurns("c", CancelTurns.Scope.EDITS));

        Turn turn = turn(stage.untilIdle(session), 1);
        assertThat(turn.status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(turn.cost()).contains(30.0);
    }

    @Test
    void theCostOfAnUnknownEditIsTheDecreaseOfTheBalance() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, edit("one"));

        assertThat(turn(stage.untilIdle(session), 1).cost()).contains(30.0);
    }

    private void limited(double credits, TurnSpec... turns) {
        session.enqueue(new EnqueueTurns("r" + credits, List.of(turns), Optional.empty(), Optional.of(credits)));
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }
}
