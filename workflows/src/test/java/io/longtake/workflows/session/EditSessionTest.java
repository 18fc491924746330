package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnChat;
import io.longtake.workflows.FakeBackend.OnRender;
import io.longtake.workflows.FakeListings;
import io.longtake.workflows.Limits;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("records-histories")
class EditSessionTest {
    private static final TurnSpec PHOTO = FakeListings.adding(new MediaRef("abc", 3, "mountains.jpg", "image/jpeg"));
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.of(new Delivery("home", "/out.mp4")));

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
        String name = test.getTestMethod().orElseThrow().getName();
        stage.record("session/" + name, "session-holiday");
        for (RenderRecord render : session.view().renders()) {
            String end = render.outcome().map(o -> o.getClass().getSimpleName()).orElse("running");
            stage.record("render/" + name + "-" + end, render.workflowId());
        }
        stage.close();
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }

    @Test
    void theMainJobUploadsEditsAndDeliversOneFilm() {
        stage.ask(session, PHOTO, edit("zoom"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.DONE);
        assertThat(turn(view, 2).report()).isEqualTo("did zoom");
        assertThat(stage.backend.ledger)
                .containsSubsequence(
                        "open s1 en",
                        "upload mountains.jpg",
                        "chat zoom",
                        "render draft-zoom",
                        "download",
                        "deliver /out.mp4");
        assertThat(view.renders()).hasSize(1);
        assertThat(view.renders().get(0).outcome().orElseThrow()).isInstanceOf(RenderOutcome.Completed.class);
    }

    @Test
    void anEditReportsWhetherTheTimelineChangedAndHowLongItTook() {
        stage.backend.chats.add(OnChat.REPLY);
        stage.backend.chats.add(OnChat.ERROR);
        stage.backend.chats.add(OnChat.SILENT);
        stage.ask(session, edit("zoom"));
        stage.ask(session, edit("impossible"));
        stage.ask(session, edit("Urban Dreams"));

        SessionView view = stage.untilIdle(session);

        assertThat(effect(view, 1).changed()).isTrue();
        assertThat(effect(view, 1).tookMs())
                .hasValueSatisfying(took -> assertThat(took).isNotNegative());
        assertThat(effect(view, 2).changed()).isFalse();
        assertThat(effect(view, 3).changed()).isTrue();
    }

    @Test
    void anEditThatLeadsToAQuestionChangesNothingAndStopsTheRestOfItsRequest() {
        stage.backend.chats.add(OnChat.ASK);
        stage.ask(session, edit("make it 1 second"), EXPORT);

        SessionView view = stage.untilIdle(session);

        Turn.EditTurn asked = (Turn.EditTurn) turn(view, 1);
        assertThat(asked.status()).isEqualTo(TurnStatus.FAILED);
        assertThat(asked.failure()).contains(new Failure(FailureType.NEEDS_ANSWER, "Shorten it?"));
        assertThat(asked.question()).contains(FakeBackend.QUESTION);
        assertThat(asked.effect().orElseThrow().changed()).isFalse();
        assertThat(turn(view, 2).failure().orElseThrow().type()).isEqualTo(FailureType.GROUP_CANCELLED);
        assertThat(view.renders()).isEmpty();

        stage.ask(session, edit("shorten it"), EXPORT);

        assertThat(turn(stage.untilIdle(session), 3).status()).isEqualTo(TurnStatus.DONE);
    }

    private static EditEffect effect(SessionView view, int number) {
        return ((Turn.EditTurn) turn(view, number)).effect().orElseThrow();
    }

    @Test
    void aSilentEditIsReportedByItsChanges() {
        stage.backend.chats.add(OnChat.SILENT);
        stage.ask(session, edit("Urban Dreams"));

        assertThat(turn(stage.untilIdle(session), 1).report()).contains("title added: “Urban Dreams” (0:00-0:01)");
    }

    @Test
    void aBrokenStreamIsResolvedFromTheStateAndNeverSentAgain() {
        stage.backend.chats.add(OnChat.DROP_AFTER_DOING);
        stage.ask(session, edit("zoom"));

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 1).status()).isEqualTo(TurnStatus.DONE);
        assertThat(turn(view, 1).report()).contains("connection broke", "zoom");
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void anErrorInsteadOfAStreamIsReportedAsAnError() {
        stage.backend.chats.add(OnChat.BAD_GATEWAY_AFTER_DOING);
        stage.backend.chats.add(OnChat.BAD_GATEWAY_AND_FORGET);
        stage.ask(session, edit("zoom"));
        stage.ask(session, edit("pan"));

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 1).status()).isEqualTo(TurnStatus.DONE);
        assertThat(turn(view, 1).report())
                .startsWith("The backend returned a server error (HTTP 502). The edit was made: ");
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(turn(view, 2).failure().orElseThrow().message())
                .startsWith(
                        "The backend returned a server error (HTTP 502), and the timeline showed no change in 5 readings.")
                .contains("The edit may have been charged");
        assertThat(stage.backend.count("chat")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP_AND_FORGET", "SILENT_AND_FORGET"})
    void anEditWithoutVisibleEffectIsUnknownAfterFiveReadings(String how) {
        stage.backend.chats.add(OnChat.valueOf(how));
        long begin = stage.now();
        stage.ask(session, PHOTO, edit("zoom"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(turn(view, 3).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(stage.now() - begin).isGreaterThanOrEqualTo(270_000);
        assertThat(stage.backend.count("chat")).isEqualTo(1);
        assertThat(stage.backend.count("render")).isZero();
    }

    @Test
    void anUnknownEditBlocksTheQueueUntilItIsSettled() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, edit("zoom"));
        stage.untilIdle(session);
        stage.ask(session, edit("pan"));
        stage.skip(java.time.Duration.ofMinutes(10));
        assertThat(turn(session.view(), 2).status()).isEqualTo(TurnStatus.QUEUED);

        Turn inspected = session.settle(new SettleTurn("s1", 1, SettleTurn.Verdict.LOOK));
        assertThat(inspected.status()).isEqualTo(TurnStatus.UNKNOWN);
        session.settle(new SettleTurn("s2", 1, SettleTurn.Verdict.GO_ON));

        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void anUnsentMessageIsRetriedUntilItIsSent() {
        for (int i = 0; i < 6; i++) {
            stage.backend.chats.add(OnChat.NOT_SENT);
        }
        stage.backend.chats.add(OnChat.RATE_LIMITED);
        stage.ask(session, edit("zoom"));

        stage.until(session, v -> session.progress().connectionFailure().isPresent());
        assertThat(session.progress().connectionFailure()).contains("refused connection");
        assertThat(turn(stage.untilIdle(session), 1).status()).isEqualTo(TurnStatus.DONE);
        assertThat(session.progress().connectionFailure()).isEmpty();
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void aMessageThatAWorkerCannotDecryptIsRetriedAndThenCertainlyNotSent() {
        stage.backend.chats.add(OnChat.UNREADABLE_ARGUMENTS);
        stage.ask(session, edit("zoom"));
        assertThat(turn(stage.untilIdle(session), 1).status()).isEqualTo(TurnStatus.DONE);

        for (int i = 0; i < Limits.SENDINGS; i++) {
            stage.backend.chats.add(OnChat.UNREADABLE_ARGUMENTS);
        }
        stage.ask(session, edit("pan"));

        Turn turn = turn(stage.untilIdle(session), 2);
        assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn.failure()).contains(new Failure(FailureType.PAYLOAD_UNREADABLE, "no key"));
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void aSecondRateLimitIsReported() {
        stage.backend.chats.addAll(List.of(OnChat.RATE_LIMITED, OnChat.RATE_LIMITED));
        stage.ask(session, edit("zoom"));

        Turn turn = turn(stage.untilIdle(session), 1);
        assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn.failure().orElseThrow().type()).isEqualTo(FailureType.RATE_LIMITED);
    }

    @Test
    void anErrorEventWithoutAChangeIsAFailure() {
        stage.backend.chats.add(OnChat.ERROR);
        stage.ask(session, edit("zoom"), EXPORT);

        SessionView view = stage.untilIdle(session);
        assertThat(turn(view, 1).status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn(view, 1).report()).contains("cannot do that");
        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
    }

    @Test
    void anEmptyTimelineIsNotExported() {
        stage.ask(session, EXPORT);
        Turn turn = turn(stage.untilIdle(session), 1);
        assertThat(turn.failure().orElseThrow().type()).isEqualTo(FailureType.NOTHING_TO_EXPORT);
    }

    @Test
    void anExportRendersTheDraftOfItsTurnWhileLaterEditsContinue() {
        stage.backend.looksPerRender = 20;
        stage.ask(session, edit("one"), EXPORT);
        stage.ask(session, edit("two"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.DONE);
        List<String> order = stage.backend.ledger.stream()
                .filter(l -> l.startsWith("chat") || l.startsWith("render") || l.startsWith("download"))
                .toList();
        assertThat(order)
                .containsExactlyInAnyOrder(
                        "chat one", "render draft-one", "chat two", "download", "render draft-one|two", "download");
        assertThat(order.indexOf("chat two")).isLessThan(order.indexOf("download"));
        assertThat(order.indexOf("render draft-one|two")).isGreaterThan(order.indexOf("download"));
    }

    @Test
    void aRenderThatFailedAtTheBackendIsRetriedOnceUnderANewId() {
        stage.backend.renders.addAll(List.of(OnRender.FAIL, OnRender.COMPLETE));
        stage.ask(session, edit("one"), EXPORT);

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(view.renders())
                .hasSize(2)
                .extracting(RenderRecord::exportTurn)
                .containsOnly(2);
        assertThat(view.renders().get(0).renderId())
                .isNotEqualTo(view.renders().get(1).renderId());
    }

    @Test
    void aRenderThatFailsTwiceFails() {
        stage.backend.renders.addAll(List.of(OnRender.FAIL, OnRender.FAIL));
        stage.ask(session, edit("one"), EXPORT);

        Turn export = turn(stage.untilIdle(session), 2);
        assertThat(export.status()).isEqualTo(TurnStatus.FAILED);
        assertThat(export.report()).contains("out of cheese");
    }

    @Test
    void cancelStopsTheRenderAtTheBackendAndDeliversNothing() {
        stage.backend.renders.add(OnRender.NEVER_END);
        stage.ask(session, edit("one"), EXPORT);
        stage.until(session, v -> stage.backend.count("render") == 1);

        session.cancel(new CancelTurns("c1", CancelTurns.Scope.EXPORTS));

        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(stage.backend.everyRenderEnded()).isTrue();
        assertThat(stage.backend.count("deliver")).isZero();
    }

    @Test
    void cancelClosesTheStreamOfAnEditAndReadsTheOutcomeFromTheState() {
        stage.backend.chats.add(OnChat.HANG);
        stage.ask(session, edit("one"), EXPORT);
        stage.until(session, v -> stage.backend.count("chat") == 1);

        CancelAccepted accepted = session.cancel(new CancelTurns("c1", CancelTurns.Scope.ALL));

        assertThat(accepted.turns()).containsExactly(1, 2);
        SessionView view = stage.untilIdle(session);
        assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.CANCELLED);
        assertThat(turn(view, 1).report()).contains("has not changed");
    }

    @Test
    void aStalledRenderIsCancelledAtTheBackend() {
        stage.backend.renders.addAll(List.of(OnRender.NEVER_END, OnRender.NEVER_END));
        stage.ask(session, edit("one"), EXPORT);
        stage.until(session, v -> !v.renders().isEmpty());

        stage.skip(java.time.Duration.ofHours(5));
        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.FAILED);
        assertThat(stage.backend.everyRenderEnded()).isTrue();
    }

    @Test
    void aSentEditIsNotFailedIfTheStateCannotBeRead() {
        stage.backend.refusedReadings.set(1);
        stage.ask(session, edit("one"));

        Turn turn = turn(stage.untilIdle(session), 1);
        assertThat(turn.status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(turn.report()).contains("was sent", "did one");
        assertThat(session.settle(new SettleTurn("s", 1, SettleTurn.Verdict.LOOK))
                        .status())
                .isEqualTo(TurnStatus.DONE);
    }

    @Test
    void aFailedReadingCountsAsOneWithoutAChange() {
        stage.backend.chats.add(OnChat.DROP_AFTER_DOING);
        stage.backend.refusedReadings.set(2);
        stage.ask(session, edit("one"));

        assertThat(turn(stage.untilIdle(session), 1).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.refusedReadings).as("both were refused").hasValue(0);
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void aFilmThatCouldNotBeDownloadedIsDownloadedByALaterCheck() {
        stage.backend.downloadsFail = true;
        stage.ask(session, edit("one"), EXPORT);
        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.UNKNOWN);

        stage.backend.downloadsFail = false;
        session.settle(new SettleTurn("s", 2, SettleTurn.Verdict.LOOK));
        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.count("render")).isEqualTo(1);
        assertThat(view.renders()).hasSize(1);
    }

    @Test
    void aRepeatedRequestIsHandledOnce() {
        EnqueueTurns request = new EnqueueTurns("same", List.of(edit("one")), Optional.empty(), Optional.empty());
        assertThat(session.enqueue(request).numbers()).containsExactly(1);
        assertThat(session.enqueue(request).numbers()).containsExactly(1);
        stage.untilIdle(session);
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void aForgottenSessionIsReportedAndRebuiltFromKeptMedia() {
        stage.ask(session, PHOTO, edit("one"));
        stage.untilIdle(session);
        stage.backend.forgetSessions();
        stage.ask(session, edit("two"));

        SessionView lost = stage.untilIdle(session);
        assertThat(lost.phase()).isEqualTo(SessionPhase.FORGOTTEN);
        assertThat(turn(lost, 3).report()).contains("longtake rebuild holiday");
        assertThatThrownBy(() -> stage.ask(session, edit("three")))
                .isInstanceOf(WorkflowUpdateException.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, f -> assertThat(f.getType())
                        .isEqualTo(FailureType.SESSION_LOST.name()));

        session.rebuild(new RebuildSession("r1", RebuildSession.Replay.ALL, Optional.empty()));
        SessionView rebuilt = stage.untilIdle(session);

        assertThat(rebuilt.phase()).isEqualTo(SessionPhase.OPEN);
        assertThat(stage.backend.count("upload mountains.jpg")).isEqualTo(2);
        assertThat(rebuilt.timeline().orElseThrow().fingerprint()).isEqualTo("one");
    }

    @Test
    void anUnknownExportCanBeCheckedAfterAnEmptyRebuild() {
        stage.backend.downloadsFail = true;
        stage.ask(session, edit("one"), EXPORT);
        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.UNKNOWN);
        stage.backend.forgetSessions();
        stage.ask(session, edit("two"));
        stage.untilIdle(session);
        session.rebuild(new RebuildSession("r1", RebuildSession.Replay.NONE, Optional.empty()));
        assertThat(stage.untilIdle(session).backend()).isEmpty();

        stage.backend.downloadsFail = false;
        session.settle(new SettleTurn("s", 2, SettleTurn.Verdict.LOOK));

        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.count("render")).isEqualTo(1);
    }

    @Test
    void aSessionClosedWhileTheBackendForgetsItEnds() {
        stage.ask(session, edit("one"));
        stage.untilIdle(session);
        stage.backend.forgetSessions();
        stage.backend.readings = new CountDownLatch(1);
        stage.ask(session, edit("two"));
        session.close("x");
        stage.backend.readings.countDown();

        assertThat(stage.untyped("session-holiday").getResult(SessionView.class).phase())
                .isEqualTo(SessionPhase.CLOSED);
    }

    @Test
    void anotherBackendUnderTheSameNameIsRefused() {
        SessionSpec elsewhere =
                new SessionSpec("holiday", "account-1", "http://elsewhere", "en", SessionPolicy.defaults(), false);
        assertThatThrownBy(() -> session.enqueue(
                        new EnqueueTurns("r", List.of(edit("one")), Optional.of(elsewhere), Optional.empty())))
                .cause()
                .hasMessageContaining("http://elsewhere");
    }

    @Test
    void aClosedSessionEndsAndKeepsItsView() {
        stage.ask(session, edit("one"), EXPORT);
        stage.untilIdle(session);
        session.close("x");

        SessionView end = stage.untyped("session-holiday").getResult(SessionView.class);

        assertThat(end.phase()).isEqualTo(SessionPhase.CLOSED);
        assertThat(end.renders()).hasSize(1);
    }

    @Test
    void aRefusedTokenIsRenewedAndTheTurnContinues() {
        stage.backend.leastGeneration.put("account-1", 1);
        stage.ask(session, edit("one"), EXPORT);

        assertThat(stage.untilIdle(session).turns()).extracting(Turn::status).containsOnly(TurnStatus.DONE);
        assertThat(stage.backend.tokensIssued.get()).isEqualTo(1);
        assertThat(stage.backend.count("chat")).isEqualTo(1);
    }

    @Test
    void theRawVideoIsReportedImmediatelyAndLaterChangesAfterwards() {
        stage.backend.chats.add(OnChat.PICTURES_FIRST);
        stage.ask(session, edit("zoom, with music"));

        SessionView between = stage.until(session, v -> !turn(v, 1).report().isEmpty());
        assertThat(turn(between, 1).status()).isEqualTo(TurnStatus.RUNNING);
        assertThat(turn(between, 1).report()).contains("Done so far", "video: mountains", "more follows");

        Turn end = turn(stage.untilIdle(session), 1);
        assertThat(end.status()).isEqualTo(TurnStatus.DONE);
        assertThat(end.report()).contains("title added: “zoom, with music”");
    }

    @Test
    void changesAfterAReplyAreReportedAfterIt() {
        stage.backend.chats.add(OnChat.REPLY_PICTURES_FIRST);
        stage.ask(session, edit("zoom, with music"));

        Turn end = turn(stage.untilIdle(session), 1);
        assertThat(end.status()).isEqualTo(TurnStatus.DONE);
        assertThat(end.report()).startsWith("did zoom, with music").contains("Then: ", "title added");
    }

    @Test
    void turnsAfterACancelledQueuedEditAreNotStarted() {
        stage.backend.chats.add(OnChat.HANG);
        stage.ask(session, edit("one"));
        stage.ask(session, edit("two"), EXPORT);
        stage.until(session, v -> stage.backend.count("chat") == 1);

        session.cancel(new CancelTurns("c1", CancelTurns.Scope.EDITS));

        SessionView view = stage.untilIdle(session);
        assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.CANCELLED);
        assertThat(turn(view, 3).report()).contains("a turn of the same request was cancelled");
    }

    @Test
    void anUnknownEditCanBeSentAgainWithItsDependentTurns() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, edit("zoom"), EXPORT);
        stage.untilIdle(session);
        stage.ask(session, edit("later"));

        session.settle(new SettleTurn("s", 1, SettleTurn.Verdict.FINISH));
        session.settle(new SettleTurn("s-again", 1, SettleTurn.Verdict.FINISH));
        SessionView view = stage.untilIdle(session);

        assertThat(stage.backend.ledger.stream()
                        .filter(l -> l.startsWith("chat") || l.startsWith("render"))
                        .toList())
                .contains("render draft-zoom")
                .filteredOn(l -> l.startsWith("chat"))
                .containsExactly("chat zoom", "chat zoom", "chat later");
        assertThat(turn(view, 1).settled()).isTrue();
        assertThat(view.turns()).hasSize(5);
    }

    @Test
    void anEditIsNotQueuedAgainInASessionClosedMeanwhile() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, edit("zoom"));
        stage.untilIdle(session);
        stage.backend.readings = new CountDownLatch(1);
        long before = updates();
        CompletableFuture<Turn> settled =
                CompletableFuture.supplyAsync(() -> session.settle(new SettleTurn("s", 1, SettleTurn.Verdict.FINISH)));
        WorkflowTestServer.await("the update is accepted", () -> updates() > before);
        session.close("x");
        stage.backend.readings.countDown();

        assertThatThrownBy(settled::join).rootCause().hasMessageContaining("holiday is closed");
        assertThat(stage.untyped("session-holiday").getResult(SessionView.class).turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.UNKNOWN);
    }

    private long updates() {
        return stage.client().fetchHistory("session-holiday").getHistory().getEventsList().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
                .count();
    }

    @Test
    void anAbandonedUnknownEditIsCancelledAndTheQueueContinues() {
        stage.backend.chats.add(OnChat.DROP_AND_FORGET);
        stage.ask(session, edit("zoom"));
        stage.untilIdle(session);
        stage.ask(session, edit("pan"));

        Turn given = session.settle(new SettleTurn("s", 1, SettleTurn.Verdict.CANCEL));

        assertThat(given.status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(given.report()).isEqualTo("Cancelled: a later check showed that the timeline had not changed.");
        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void anUnknownExportCanBeStoppedWithoutANewRender() {
        stage.backend.downloadsFail = true;
        stage.ask(session, edit("one"), EXPORT);
        stage.untilIdle(session);

        session.settle(new SettleTurn("s", 2, SettleTurn.Verdict.CANCEL));
        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).status()).isEqualTo(TurnStatus.CANCELLED);
        assertThat(stage.backend.count("render")).isEqualTo(1);
        assertThat(stage.backend.count("cancel")).isEqualTo(1);
    }

    @Test
    void anUnknownExportCanBeAdoptedAsItIsAtTheBackend() {
        stage.backend.downloadsFail = true;
        stage.ask(session, edit("one"), EXPORT);
        stage.untilIdle(session);
        stage.backend.downloadsFail = false;

        session.settle(new SettleTurn("s", 2, SettleTurn.Verdict.ADOPT));

        assertThat(turn(stage.untilIdle(session), 2).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.count("render")).isEqualTo(1);
    }

    @Test
    void aRequestOfTooManyFilesIsRefusedBeforeAnythingIsUploaded() {
        assertThatThrownBy(() -> stage.ask(session, files(Limits.FILES_PER_REQUEST + 1)))
                .cause()
                .hasMessageContaining("up to 500 files; this one has 501");
        assertThatThrownBy(() -> stage.ask(session, files(300), edit("one"), files(201)))
                .as("summed over the turns of a request")
                .cause()
                .hasMessageContaining("this one has 501");
        assertThat(stage.backend.count("upload")).isZero();
        assertThat(session.view().turns()).isEmpty();
    }

    @Tag("endurance")
    @Test
    void aSessionRefusesFilesBeyondItsLimit() {
        for (int taken = 0; taken < Limits.FILES_PER_SESSION; taken += Limits.FILES_PER_REQUEST) {
            stage.ask(session, files(Limits.FILES_PER_REQUEST));
        }

        assertThatThrownBy(() -> stage.ask(session, files(1)))
                .as("queued files count")
                .cause()
                .hasMessageContaining("up to 10000 files; holiday has 10000, and this request has 1 more");
        stage.untilIdle(session);
        assertThatThrownBy(() -> stage.ask(session, files(1)))
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, f -> assertThat(f.getType())
                        .isEqualTo(FailureType.NOT_POSSIBLE.name()));
        stage.ask(session, edit("edits go on"));
        assertThat(stage.untilIdle(session).phase()).isEqualTo(SessionPhase.OPEN);
    }

    @Test
    void anUploadSkipsAndNamesFilesThatTheSessionHas() {
        stage.ask(session, PHOTO);
        stage.ask(
                session,
                FakeListings.adding(
                        new MediaRef("abc", 3, "copy.jpg", "image/jpeg"),
                        new MediaRef("def", 3, "sea.jpg", "image/jpeg")));
        stage.ask(session, PHOTO);

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 2).report())
                .isEqualTo("Uploaded sea.jpg. Already in the session, so not added again: copy.jpg."
                        + " To add such files again, use --add-duplicates.");
        assertThat(turn(view, 3).report())
                .startsWith("Nothing was uploaded. Already in the session, so not added again: mountains.jpg.");
        assertThat(turn(view, 3).status()).isEqualTo(TurnStatus.DONE);
        assertThat(stage.backend.count("upload")).isEqualTo(2);
        assertThat(view.media()).map(MediaListing::count).contains(2);
    }

    @Test
    void aFileMissedByAnUploadIsUploadedByTheNextOne() {
        stage.backend.refusedUploads.set(1);
        stage.ask(session, PHOTO);
        stage.ask(session, PHOTO, edit("one"));

        SessionView view = stage.untilIdle(session);

        assertThat(turn(view, 1).status()).isEqualTo(TurnStatus.FAILED);
        assertThat(turn(view, 2).report()).isEqualTo("Uploaded mountains.jpg.");
        assertThat(stage.backend.count("upload mountains.jpg")).isEqualTo(1);
    }

    @Test
    void aFileIsAddedAgainOnRequest() {
        MediaRef photo = new MediaRef("abc", 3, "mountains.jpg", "image/jpeg");
        stage.ask(session, PHOTO);
        stage.ask(session, FakeListings.adding(List.of(photo), true));

        SessionView view = stage.untilIdle(session);

        assertThat(stage.backend.count("upload mountains.jpg")).isEqualTo(2);
        assertThat(view.media()).map(MediaListing::count).contains(2);
    }

    @Test
    void aRebuildUploadsEveryKeptFileOnceInRequestsOfTheUsualSize() {
        int files = Limits.FILES_PER_REQUEST + 1;
        stage.ask(session, files(Limits.FILES_PER_REQUEST));
        stage.ask(session, files(1));
        stage.ask(session, FakeListings.adding(List.of(new MediaRef("f0", 1, "f.jpg", "image/jpeg")), true));
        stage.untilIdle(session);
        assertThat(stage.backend.uploadRequests).hasValue(3);

        List<Integer> turns = session.rebuild(new RebuildSession("r", RebuildSession.Replay.NONE, Optional.empty()))
                .numbers();
        SessionView view = stage.untilIdle(session);

        assertThat(turns).hasSize(1);
        assertThat(turn(view, turns.get(0)).report()).isEqualTo("Uploaded " + FIRST_TEN + " and 491 more.");
        assertThat(stage.backend.uploadRequests).hasValue(5);
        assertThat(view.media()).map(MediaListing::count).contains(files);
    }

    private static final String FIRST_TEN = String.join(", ", java.util.Collections.nCopies(10, "f.jpg"));

    private int filesMade;

    private TurnSpec files(int count) {
        return FakeListings.adding(
                java.util.stream.Stream.generate(() -> new MediaRef("f" + filesMade++, 1, "f.jpg", "image/jpeg"))
                        .limit(count)
                        .toList(),
                false);
    }
}
