package io.longtake.workflows.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.longtake.workflows.account.AccountActivities;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.account.ObtainToken;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatOutcome.Break;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.contract.ContractSubject.Part;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.failure.Failures;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.render.DeliverVideo;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.DeliveryReport;
import io.longtake.workflows.render.DownloadRender;
import io.longtake.workflows.render.RenderActivities;
import io.longtake.workflows.render.RenderCall;
import io.longtake.workflows.render.RenderObservation;
import io.longtake.workflows.render.RenderProgress;
import io.longtake.workflows.render.SubmitRender;
import io.longtake.workflows.render.Video;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.EditRecord;
import io.longtake.workflows.session.FindRequest;
import io.longtake.workflows.session.HandledRequest;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadEdits;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The behaviour on which the workflows rely, expressed only through the activities' interfaces. Every implementation
 * used in a test must pass, like the product's own activities with a real backend; so workflows behave the same with a
 * fake as with the real ones.
 */
@Timeout(60)
public abstract class ActivityContract {
    private static final ChatLimits LIMITS =
            new ChatLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(2));
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private final String client = UUID.randomUUID().toString();
    private final AtomicInteger beats = new AtomicInteger();
    private int turns;
    private TestActivityEnvironment temporal;
    private ContractSubject counterpart;
    private AccountActivities accounts;
    private SessionActivities sessions;
    private ChatActivities chats;
    private RenderActivities renders;

    /** @param folder an empty folder for this counterpart only */
    protected abstract ContractSubject counterpart(Path folder) throws Exception;

    @BeforeEach
    void meet() throws Exception {
        counterpart = counterpart(folder);
        startWorker();
    }

    /** Starts a worker for the activities. */
    private void startWorker() {
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(counterpart.activities());
        temporal.setActivityHeartbeatListener(Object.class, details -> beats.incrementAndGet());
        accounts = stub(AccountActivities.class);
        sessions = stub(SessionActivities.class);
        chats = stub(ChatActivities.class);
        renders = stub(RenderActivities.class);
    }

    @AfterEach
    void part() throws Exception {
        temporal.close();
        counterpart.close();
    }

    private <T> T stub(Class<T> activities) {
        return temporal.newActivityStub(
                activities,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(40))
                        .setHeartbeatTimeout(Duration.ofSeconds(20))
                        .build());
    }

    // ---- the archive ----

    @Test
    void archivedTurnsAreFoundInTheArchive() {
        HandledRequest request = new HandledRequest("asked", 1, 2);
        MediaRef oldest = sessions.archiveTurns(new ArchiveTurns(
                "holiday", Optional.empty(), List.of(doneEdit(1, Optional.empty())), List.of(), List.of(request)));
        MediaRef newest = sessions.archiveTurns(new ArchiveTurns(
                "holiday",
                Optional.of(oldest),
                List.of(doneEdit(2, Optional.of(1)), doneEdit(3, Optional.empty())),
                List.of(),
                List.of()));

        List<EditRecord> read = new ArrayList<>();
        Optional<Integer> next = Optional.of(0);
        while (next.isPresent()) {
            EditHistory.Page page = sessions.readEdits(new ReadEdits(newest, next.get()));
            read.addAll(page.edits());
            next = page.next();
        }
        assertThat(read)
                .containsExactly(
                        new EditRecord(1, new TurnSpec.Edit("calm"), 2, Optional.empty()),
                        new EditRecord(3, new TurnSpec.Edit("calm"), 3, Optional.empty()));
        assertThat(sessions.findRequest(new FindRequest(newest, "asked")).request())
                .contains(request);
        assertThat(sessions.findRequest(new FindRequest(newest, "never")).request())
                .isEmpty();
    }

    @Test
    void aMissingArchiveIsNotReadAsAnEmptyOne() {
        MediaRef nowhere = new MediaRef("0".repeat(64), 1, "turns.json", "application/json");

        refused(FailureType.MEDIA_MISSING, () -> sessions.readEdits(new ReadEdits(nowhere, 0)));
        refused(FailureType.MEDIA_MISSING, () -> sessions.findRequest(new FindRequest(nowhere, "asked")));
    }

    private static Turn doneEdit(int number, Optional<Integer> replayOf) {
        TurnSpec.Edit spec = new TurnSpec.Edit("calm", Optional.empty(), replayOf);
        return Turn.queued(number, number, spec, Optional.empty())
                .at(new TurnHeader(number, number, TurnStatus.DONE, "did", Optional.empty(), false));
    }

    // ---- the account ----

    @Test
    void aTokenIsSealedAndExpiresInSevenDays() {
        TokenLease lease = accounts.obtainToken(token(1));

        assertThat(lease.generation()).isEqualTo(1);
        assertThat(lease.token().ciphertext()).doesNotContain("nmv_usr_").isNotBlank();
        assertThat(lease.expiresAt()).isPresent();
    }

    @Test
    void aRepeatedTokenRequestReturnsTheSameToken() {
        assertThat(accounts.obtainToken(token(1))).isEqualTo(accounts.obtainToken(token(1)));
    }

    @Test
    void noSecondTokenIsIssuedWhileTheFirstOneWorks() {
        assumeFalse(counterpart.leavesOut().contains(Part.ONE_TOKEN_AT_A_TIME));
        accounts.obtainToken(token(1));

        refused(FailureType.RATE_LIMITED, () -> accounts.obtainToken(token(2)));
    }

    @Test
    void aRefusedTokenIsReportedWithItsGenerationAndNothingIsDone() {
        BackendSession session = open();
        counterpart.behave(BackendBehaviour.ENDING_TOKENS);

        ActivityFailure failure = refused(FailureType.TOKEN_REFUSED, () -> say(session, "hello"));

        assertThat(Failures.detail(failure, Integer.class)).contains(1);
        assertThat(counterpart.messages()).isZero();
    }

    @Test
    void everyRequestWithARefusedTokenReportsTheRefusal() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        renders.submitRender(submission(session, "render_0", timeline));
        counterpart.behave(BackendBehaviour.ENDING_TOKENS);

        for (Runnable request : List.<Runnable>of(
                () -> accounts.readCredits(lease()),
                () -> sessions.openSession(new OpenSession(lease(), "en")),
                () -> read(session),
                () -> upload(session, counterpart.picture("other.png")),
                () -> renders.submitRender(submission(session, "render_1", timeline)),
                () -> renders.pollRender(call("render_0")),
                () -> renders.lookAtRender(call("render_0")),
                () -> renders.cancelRender(call("render_0")))) {
            assertThat(Failures.detail(refused(FailureType.TOKEN_REFUSED, request), Integer.class))
                    .contains(1);
        }
        assertThat(counterpart.renders()).isEqualTo(1);
    }

    @Test
    void aNewTokenAfterARefusedOneWorksWithTheSameSession() {
        BackendSession session = open();
        TimelineSnapshot before = edited(session);
        counterpart.behave(BackendBehaviour.ENDING_TOKENS);
        refused(FailureType.TOKEN_REFUSED, () -> read(session));
        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);

        counterpart.holds(accounts.obtainToken(token(2)));

        TimelineSnapshot now = sessions.readTimeline(new ReadTimeline(lease().atLeast(2), session));
        assertThat(now.sameAs(before)).isTrue();
    }

    @Test
    void anEditReducesTheBalanceByItsPrice() {
        BackendSession session = open();
        assertThat(accounts.readCredits(lease())).isEqualTo(new Credits(100, 0, 100));

        edited(session);

        double left = 100 - ContractSubject.EDIT_COSTS;
        assertThat(accounts.readCredits(lease())).isEqualTo(new Credits(left, 0, left));
    }

    @Test
    void withoutCreditsNothingIsSentAndTheIntentIsReleased() {
        BackendSession session = open();
        TimelineSnapshot before = edited(session);

        refused(FailureType.NO_CREDITS, () -> say(session, "more", "run-turn7"));
        refused(FailureType.NO_CREDITS, () -> say(session, "more", "run-turn7"));

        assertThat(read(session).sameAs(before)).isTrue();
        assertThat(counterpart.messages()).isEqualTo(1);
    }

    // ---- the session ----

    @Test
    void aSessionHasATaskAndAnEmptyTimeline() {
        BackendSession session = open();

        TimelineSnapshot timeline = read(session);

        assertThat(session.sessionId()).isNotBlank();
        assertThat(session.taskId()).isPresent();
        assertThat(timeline.exportable()).isFalse();
        assertThat(timeline.durationMs()).isZero();
        assertThat(timeline.uploads()).isZero();
        assertThat(read(session).sameAs(timeline)).isTrue();
    }

    @Test
    void anUploadIsListedByItsKeyAndIsNotAnEdit() {
        BackendSession session = open();
        TimelineSnapshot before = read(session);

        List<UploadedMedia> uploaded = upload(session, counterpart.picture("a.png"), counterpart.picture("b.png"));

        assertThat(uploaded).extracting(u -> u.source().name()).containsExactly("a.png", "b.png");
        TimelineSnapshot after = read(session);
        assertThat(after.uploads()).isEqualTo(2);
        assertThat(uploaded).extracting(UploadedMedia::backendKey).doesNotHaveDuplicates();
        assertThat(after.sameAs(before)).isTrue();
        assertThat(after.exportable()).isFalse();
    }

    @Test
    void anUploadWhoseResponseWasLostIsAdoptedAndNotRepeated() {
        BackendSession session = open();
        MediaRef picture = counterpart.picture("a.png");

        assertThat(upload(session, picture)).isEqualTo(upload(session, picture));

        assertThat(read(session).uploads()).isEqualTo(1);
    }

    @Test
    void anImageUploadedAgainOnPurposeExistsTwice() {
        BackendSession session = open();
        MediaRef picture = counterpart.picture("a.png");
        UploadReport first = upload(session, Optional.empty(), false, picture);

        assertThat(upload(session, first.held(), true, picture).leftOut()).isEqualTo(FileNames.none());

        assertThat(read(session).uploads()).isEqualTo(2);
    }

    @Test
    void anImageThatTheSessionHasIsSkippedAndNamed() {
        BackendSession session = open();
        UploadReport first = upload(session, Optional.empty(), false, counterpart.picture("a.png"));

        UploadReport second =
                upload(session, first.held(), false, counterpart.picture("b.png"), counterpart.picture("a.png"));

        assertThat(second.uploaded()).isEqualTo(new FileNames(1, List.of("b.png")));
        assertThat(second.leftOut()).isEqualTo(new FileNames(1, List.of("a.png")));
        assertThat(counterpart.uploads(second.held()))
                .extracting(u -> u.source().name())
                .containsExactly("a.png", "b.png");
        assertThat(read(session).uploads()).isEqualTo(2);
    }

    @Test
    void aLongListIsUploadedInParts() {
        BackendSession session = open();
        MediaListing list = counterpart.list(counterpart.picture("a.png"), counterpart.picture("b.png"));

        UploadReport rest = sessions.uploadMedia(
                new UploadRequest(lease(), session, list, 1, true, Optional.empty(), Optional.empty()));

        assertThat(rest.uploaded()).isEqualTo(new FileNames(1, List.of("b.png")));
        assertThat(read(session).uploads()).isEqualTo(1);
    }

    @Test
    void anEditChangesOnlyTheTimelineOfItsSession() {
        BackendSession session = open();
        BackendSession other = sessions.openSession(new OpenSession(lease(), "en"));
        TimelineSnapshot before = read(session);

        TimelineSnapshot after = edited(session);

        assertThat(after.sameAs(before)).isFalse();
        assertThat(after.exportable()).isTrue();
        assertThat(after.durationMs()).isPositive();
        assertThat(after.draft()).isNotEqualTo(before.draft());
        assertThat(read(other).exportable()).isFalse();
    }

    @Test
    void everyRequestOfAForgottenSessionFailsAsLost() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        counterpart.behave(BackendBehaviour.FORGETTING_SESSIONS);
        refused(FailureType.SESSION_LOST, () -> say(session, "hello"));
        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);

        refused(FailureType.SESSION_LOST, () -> say(session, "hello"));
        refused(FailureType.SESSION_LOST, () -> read(session));
        refused(FailureType.SESSION_LOST, () -> upload(session, counterpart.picture("other.png")));
        refused(FailureType.SESSION_LOST, () -> renders.submitRender(submission(session, "render_1", timeline)));
        assertThat(renders.lookAtRender(call("render_1"))).isEqualTo(new RenderObservation.Unheard());
        assertThat(counterpart.messages()).isEqualTo(1);
    }

    @Test
    void aRenderOfAForgottenSessionContinues() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));
        counterpart.behave(BackendBehaviour.FORGETTING_SESSIONS);
        refused(FailureType.SESSION_LOST, () -> say(session, "hello"));
        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);
        counterpart.letRendersEnd();

        assertThat(ended("render_1")).isInstanceOf(RenderObservation.Completed.class);
    }

    @Test
    void aBackendErrorIsRetryable() {
        assumeFalse(counterpart.leavesOut().contains(Part.TROUBLE));
        BackendSession session = open();
        counterpart.behave(BackendBehaviour.IN_TROUBLE);

        refused(FailureType.BACKEND_TROUBLE, () -> read(session));
        refused(FailureType.BACKEND_TROUBLE, () -> sessions.openSession(new OpenSession(lease(), "en")));
    }

    // ---- chat ----

    @Test
    void aReplyIsReturnedAndTheTimelineHasTheEdit() {
        BackendSession session = openWithPicture();
        TimelineSnapshot before = read(session);

        ChatOutcome outcome = say(session, "hello");

        assertThat(outcome).isInstanceOfSatisfying(ChatOutcome.Replied.class, replied -> assertThat(replied.text())
                .isNotBlank());
        assertThat(read(session).sameAs(before)).isFalse();
        assertThat(counterpart.messages()).isEqualTo(1);
    }

    @Test
    void aReplyToAMessageAboutMusicExpectsSoundOrText() {
        assertThat(expected("add music")).containsExactly(Expectation.CHANGE, Expectation.SOUND_OR_TEXT);
    }

    @Test
    void aReplyToAMessageAboutImagesExpectsNoSoundOrText() {
        assertThat(expected("zoom in slowly")).containsExactly(Expectation.CHANGE);
    }

    private List<Expectation> expected(String message) {
        BackendSession session = openWithPicture();
        return ((ChatOutcome.Replied) say(session, message)).expected();
    }

    @Test
    void aSilentEditIsVisibleOnlyInTheTimeline() {
        BackendSession session = openWithPicture();
        counterpart.behave(BackendBehaviour.SILENT);

        assertThat(say(session, "hello")).isInstanceOf(ChatOutcome.Silent.class);
        assertThat(read(session).exportable()).isTrue();
    }

    @Test
    void anErrorEventIsPassedOnAndNothingIsDoneOrCharged() {
        BackendSession session = openWithPicture();
        TimelineSnapshot before = read(session);
        counterpart.behave(BackendBehaviour.FAILING_EDITS);

        assertThat(say(session, "hello"))
                .isInstanceOfSatisfying(ChatOutcome.Refused.class, refused -> assertThat(refused.message())
                        .isNotBlank());

        assertThat(read(session).sameAs(before)).isTrue();
        assertThat(accounts.readCredits(lease())).isEqualTo(new Credits(100, 0, 100));
    }

    @Test
    void anEditWhoseStreamBreaksIsDoneAnyway() {
        BackendSession session = openWithPicture();
        TimelineSnapshot before = read(session);
        counterpart.behave(BackendBehaviour.BREAKING_STREAMS);

        assertBroken(Break.DROPPED, say(session, "hello"));

        assertThat(changed(session, before).exportable()).isTrue();
    }

    @Test
    void anEditLostWithItsStreamNeverAppears() {
        BackendSession session = openWithPicture();
        TimelineSnapshot before = read(session);
        counterpart.behave(BackendBehaviour.FORGETTING_EDITS);

        assertBroken(Break.DROPPED, say(session, "hello"));

        for (int readings = 0; readings < 5; readings++) {
            assertThat(read(session).sameAs(before)).isTrue();
        }
    }

    @Test
    void aMessageIsSentOnlyAfterAnAcceptedHeartbeat() {
        BackendSession session = openWithPicture();
        temporal.requestCancelActivity();

        assertThatThrownBy(() -> say(session, "hello", "run-turn7")).isInstanceOf(CanceledFailure.class);
        assertThat(counterpart.messages()).isZero();

        temporal.close();
        startWorker();
        beats.set(0);
        assertThat(say(session, "hello", "run-turn7")).as("nothing started").isInstanceOf(ChatOutcome.Replied.class);
        assertThat(beats).hasPositiveValue();
        assertThat(counterpart.messages()).isEqualTo(1);
    }

    @Test
    void theSameIntentIsNotSentAgainAndReturnsItsOutcome() {
        BackendSession session = openWithPicture();
        ChatOutcome first = say(session, "hello", "run-turn7");
        TimelineSnapshot after = read(session);

        assertThat(say(session, "hello", "run-turn7")).isEqualTo(first);

        assertThat(counterpart.messages()).isEqualTo(1);
        assertThat(read(session).sameAs(after)).isTrue();
    }

    @Test
    void anIntentWithAnUnknownOutcomeIsNotSentAgain() {
        assumeFalse(counterpart.leavesOut().contains(Part.TROUBLE));
        BackendSession session = openWithPicture();
        counterpart.behave(BackendBehaviour.IN_TROUBLE);
        refused(FailureType.OUTCOME_UNKNOWN, () -> say(session, "hello", "run-turn7"));
        long sent = counterpart.messages();
        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);

        assertBroken(Break.BEGUN_BEFORE, say(session, "hello", "run-turn7"));
        assertThat(counterpart.messages()).isEqualTo(sent);
    }

    @Test
    void anUnsentMessageMayBeSentUnderTheSameIntent() {
        BackendSession session = openWithPicture();

        counterpart.behave(BackendBehaviour.OUT_OF_REACH);
        refused(FailureType.NOT_SENT, () -> say(session, "hello", "run-turn7"));
        counterpart.behave(BackendBehaviour.BUSY);
        refused(FailureType.RATE_LIMITED, () -> say(session, "hello", "run-turn7"));
        assertThat(counterpart.messages()).isZero();

        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);
        assertThat(say(session, "hello", "run-turn7")).isInstanceOf(ChatOutcome.Replied.class);
        assertThat(counterpart.messages()).isEqualTo(1);
    }

    @Test
    void aRateLimitReportsTheRequestedPause() {
        BackendSession session = open();
        counterpart.behave(BackendBehaviour.BUSY);

        ActivityFailure failure = refused(FailureType.RATE_LIMITED, () -> say(session, "hello"));

        assertThat(Failures.detail(failure, Duration.class))
                .hasValueSatisfying(pause -> assertThat(pause).isPositive());
    }

    // ---- renders ----

    @Test
    void aRenderIsUnknownUntilItIsSubmitted() {
        open();

        assertThat(renders.lookAtRender(call("render_1"))).isEqualTo(new RenderObservation.Unheard());
        assertThat(renders.pollRender(call("render_1"))).isEqualTo(new RenderObservation.Unheard());
        assertThat(renders.cancelRender(call("render_1"))).isEqualTo(new RenderObservation.Unheard());
    }

    @Test
    void aRenderSubmittedAgainIsFoundAndNotDuplicated() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);

        RenderObservation first = renders.submitRender(submission(session, "render_1", timeline));
        RenderObservation second = renders.submitRender(submission(session, "render_1", timeline));

        assertThat(List.of(first, second)).hasOnlyElementsOfType(RenderObservation.Running.class);
        assertThat(counterpart.renders()).isEqualTo(1);
    }

    @Test
    void anEndedRenderIsFoundEndedWhenItIsSubmittedAgain() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        renders.submitRender(submission(session, "render_1", timeline));
        counterpart.letRendersEnd();
        RenderObservation end = ended("render_1");

        assertThat(renders.submitRender(submission(session, "render_1", timeline)))
                .isEqualTo(end);
        assertThat(counterpart.renders()).isEqualTo(1);
    }

    @Test
    void aPollOfARunningRenderFailsAsNotYetWithItsProgress() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));

        ActivityFailure failure = refused(FailureType.NOT_YET, () -> renders.pollRender(call("render_1")));

        ApplicationFailure cause = (ApplicationFailure) failure.getCause();
        assertThat(cause.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(cause.isNonRetryable()).isFalse();
        assertThat(cause.getNextRetryDelay()).isPositive().isLessThanOrEqualTo(EVERY);
        assertThat(Failures.detail(failure, RenderProgress.class)).hasValueSatisfying(progress -> {
            assertThat(progress.status()).isIn("pending", "processing");
            assertThat(progress.percent()).isBetween(0, 99);
        });
    }

    @Test
    void aCompletedRenderKeepsItsLinkOutOfHistories() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));
        counterpart.letRendersEnd();

        assertThat(ended("render_1")).isEqualTo(new RenderObservation.Completed());
        assertThat(renders.lookAtRender(call("render_1"))).isEqualTo(new RenderObservation.Completed());
    }

    @Test
    void aFailedRenderStatesTheReason() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        counterpart.behave(BackendBehaviour.FAILING_RENDERS);
        renders.submitRender(submission(session, "render_1", timeline));
        counterpart.letRendersEnd();

        assertThat(ended("render_1"))
                .isInstanceOfSatisfying(RenderObservation.Failed.class, failed -> assertThat(failed.reason())
                        .isNotBlank());
        counterpart.behave(BackendBehaviour.AS_IT_SHOULD);
        renders.submitRender(submission(session, "render_2", timeline));
        assertThat(ended("render_2")).isInstanceOf(RenderObservation.Completed.class);
    }

    @Test
    void aFailedPollOnlyDelaysTheNextOne() {
        assumeFalse(counterpart.leavesOut().contains(Part.TROUBLE));
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        renders.submitRender(submission(session, "render_1", timeline));

        for (BackendBehaviour manner :
                List.of(BackendBehaviour.IN_TROUBLE, BackendBehaviour.BUSY, BackendBehaviour.OUT_OF_REACH)) {
            counterpart.behave(manner);
            ActivityFailure failure = refused(FailureType.NOT_YET, () -> renders.pollRender(call("render_1")));
            assertThat(Failures.detail(failure, RenderProgress.class)).isPresent();
        }
        counterpart.behave(BackendBehaviour.IN_TROUBLE);
        refused(FailureType.BACKEND_TROUBLE, () -> renders.lookAtRender(call("render_1")));
        refused(FailureType.BACKEND_TROUBLE, () -> renders.submitRender(submission(session, "render_2", timeline)));
    }

    @Test
    void aCancelledRenderStopsAndStaysCancelled() {
        BackendSession session = open();
        TimelineSnapshot timeline = edited(session);
        renders.submitRender(submission(session, "render_1", timeline));

        RenderObservation answer = renders.cancelRender(call("render_1"));

        assertThat(answer).isInstanceOfAny(RenderObservation.Cancelled.class, RenderObservation.Running.class);
        assertThat(ended("render_1")).isEqualTo(new RenderObservation.Cancelled());
        assertThat(renders.cancelRender(call("render_1"))).isEqualTo(new RenderObservation.Cancelled());
        assertThat(renders.submitRender(submission(session, "render_1", timeline)))
                .isEqualTo(new RenderObservation.Cancelled());
    }

    @Test
    void anEndedRenderCannotBeCancelled() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));
        counterpart.letRendersEnd();
        ended("render_1");

        assertThat(renders.cancelRender(call("render_1"))).isInstanceOf(RenderObservation.Completed.class);
        assertThat(renders.lookAtRender(call("render_1"))).isInstanceOf(RenderObservation.Completed.class);
    }

    @Test
    void anEmptyTimelineIsNotExported() {
        BackendSession session = openWithPicture();

        refused(
                FailureType.BACKEND_REFUSED,
                () -> renders.submitRender(submission(session, "render_1", read(session))));

        assertThat(renders.lookAtRender(call("render_1"))).isEqualTo(new RenderObservation.Unheard());
        assertThat(counterpart.renders()).isZero();
    }

    @Test
    void aFinishedFilmCanBeDownloadedRepeatedly() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));
        refused(FailureType.BACKEND_TROUBLE, () -> renders.downloadRender(new DownloadRender(lease(), "render_1")));
        counterpart.letRendersEnd();
        ended("render_1");

        Video video = renders.downloadRender(new DownloadRender(lease(), "render_1"));

        assertThat(video.file().contentType()).isEqualTo("video/mp4");
        assertThat(video.file().name()).endsWith(".mp4");
        assertThat(video.file().sha256()).isNotBlank();
        assertThat(video.file().bytes()).isPositive();
        assertThat(video.widthPx()).isPositive();
        assertThat(video.heightPx()).isPositive();
        assertThat(video.durationMs()).isPositive();
        assertThat(renders.downloadRender(new DownloadRender(lease(), "render_1")))
                .isEqualTo(video);
    }

    @Test
    void aFilmIsDeliveredOnlyByAWorkerOfItsHome() {
        BackendSession session = open();
        renders.submitRender(submission(session, "render_1", edited(session)));
        counterpart.letRendersEnd();
        ended("render_1");
        Video video = renders.downloadRender(new DownloadRender(lease(), "render_1"));
        String path = folder.resolve("film.mp4").toString();

        assertThat(deliver(video, ContractSubject.HOME, path).delivered()).isTrue();
        assertThat(deliver(video, "elsewhere", path).delivered()).isFalse();
    }

    private DeliveryReport deliver(Video video, String homeId, String path) {
        return renders.deliverVideo(
                new DeliverVideo(video, new Delivery(homeId, path), "session-contract", "render_1"));
    }

    // ---- helpers ----

    private AccountLease lease() {
        return new AccountLease(ContractSubject.ACCOUNT, counterpart.origin(), 0);
    }

    private ObtainToken token(int generation) {
        return new ObtainToken(ContractSubject.ACCOUNT, counterpart.origin(), client, generation);
    }

    /** A session of an account with a token. */
    private BackendSession open() {
        counterpart.holds(accounts.obtainToken(token(1)));
        return sessions.openSession(new OpenSession(lease(), "en"));
    }

    private BackendSession openWithPicture() {
        BackendSession session = open();
        upload(session, counterpart.picture("hill.png"));
        return session;
    }

    private static void assertBroken(Break why, ChatOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(ChatOutcome.Broken.class, broken -> assertThat(broken.why())
                .isEqualTo(why));
    }

    private TimelineSnapshot read(BackendSession session) {
        return sessions.readTimeline(new ReadTimeline(lease(), session));
    }

    private List<UploadedMedia> upload(BackendSession session, MediaRef... files) {
        return counterpart.uploads(
                upload(session, Optional.empty(), false, files).held());
    }

    private UploadReport upload(
            BackendSession session, Optional<MediaListing> held, boolean addDuplicates, MediaRef... files) {
        return sessions.uploadMedia(
                new UploadRequest(lease(), session, counterpart.list(files), 0, addDuplicates, held, Optional.empty()));
    }

    private ChatOutcome say(BackendSession session, String message) {
        return say(session, message, "run-turn" + ++turns);
    }

    private ChatOutcome say(BackendSession session, String message, String intent) {
        return chats.chat(new ChatRequest(lease(), session, intent, message, LIMITS));
    }

    /** A timeline with a picture and an edit. */
    private TimelineSnapshot edited(BackendSession session) {
        upload(session, counterpart.picture("hill.png"));
        assertThat(say(session, "a title")).isInstanceOf(ChatOutcome.Replied.class);
        return read(session);
    }

    private SubmitRender submission(BackendSession session, String renderId, TimelineSnapshot timeline) {
        return new SubmitRender(lease(), session, renderId, timeline.draft());
    }

    private RenderCall call(String renderId) {
        return new RenderCall(lease(), renderId, EVERY);
    }

    private TimelineSnapshot changed(BackendSession session, TimelineSnapshot before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        TimelineSnapshot now = read(session);
        while (now.sameAs(before)) {
            assertThat(System.nanoTime()).as("the timeline stays %s", now).isLessThan(end);
            pause();
            now = read(session);
        }
        return now;
    }

    /** Polls as Temporal does, only faster. */
    private RenderObservation ended(String renderId) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return renders.pollRender(call(renderId));
            } catch (ActivityFailure failure) {
                assertThat(Failures.of(failure).type()).isEqualTo(FailureType.NOT_YET);
                assertThat(System.nanoTime()).as("still %s", failure).isLessThan(end);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A failure of that type; Temporal may retry it if the type is retryable. */
    private static ActivityFailure refused(FailureType type, Runnable request) {
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, request::run);
        assertThat(failure).as("a failure of type %s", type).isNotNull();
        assertThat(failure.getCause()).isInstanceOfSatisfying(ApplicationFailure.class, cause -> {
            assertThat(cause.getType()).as(cause.getOriginalMessage()).isEqualTo(type.name());
            assertThat(cause.isNonRetryable()).isEqualTo(!type.retryable());
        });
        return failure;
    }
}
