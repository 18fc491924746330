package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnChat;
import io.longtake.workflows.Limits;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.notification.NotificationActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The end of a request is reported once, whatever the end is, and the report changes nothing of the request. */
@Tag("records-histories")
class NotificationTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("one");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());
    private static final NotifyAddress ADDRESS = new NotifyAddress("hooks.example", "key-1", "nonce", "sealed");

    private final Receiver receiver = new Receiver();
    private WorkflowTestServer stage;
    private EditSessionWorkflow session;
    private String notification = "";

    /** Fails as often as requested, and then records each event. */
    private static final class Receiver implements NotificationActivities {
        private final List<JobEnd> attempts = new CopyOnWriteArrayList<>();
        private volatile int failures;
        private volatile boolean refuses;

        @Override
        public void notifyEnd(JobEnd end) {
            attempts.add(end);
            if (refuses) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "hooks.example answered with a redirect.", FailureType.NOTIFY_REFUSED.name());
            }
            if (attempts.size() <= failures) {
                throw ApplicationFailure.newFailure(
                        "hooks.example answered with HTTP 500.", FailureType.NOT_NOTIFIED.name());
            }
        }
    }

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(new FakeBackend(), receiver);
        stage.account("account-1");
        session = stage.session("holiday", "account-1");
    }

    @AfterEach
    void stop(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        stage.record("session/" + name, "session-holiday");
        if (!notification.isEmpty()) {
            stage.record("notification/" + name, notification);
        }
        stage.close();
    }

    private void ask(String requestId, TurnSpec... turns) {
        session.enqueue(new EnqueueTurns(
                requestId, List.of(turns), Optional.empty(), Optional.empty(), false, Optional.of(ADDRESS)));
    }

    private Notification untilEnded(int index) {
        Notification ended = stage.until(
                        session,
                        v -> v.notifications().size() > index
                                && v.notifications().get(index).status().ended())
                .notifications()
                .get(index);
        notification = receiver.attempts.get(0).eventId();
        return ended;
    }

    @Test
    void theEndOfARequestIsReportedOnceWithItsTurnsAndRenders() {
        ask("r1", EDIT, EXPORT);

        assertThat(untilEnded(0).status()).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(receiver.attempts).singleElement().satisfies(end -> {
            assertThat(end.session()).isEqualTo("holiday");
            assertThat(end.requestId()).isEqualTo("r1");
            assertThat(end.address()).isEqualTo(ADDRESS);
            assertThat(end.turns()).extracting(Turn::status).containsExactly(TurnStatus.DONE, TurnStatus.DONE);
            assertThat(end.renders()).hasSize(1);
        });
    }

    @Test
    void aRequestWithoutAnAddressIsNotReported() {
        stage.ask(session, EDIT);

        assertThat(stage.untilIdle(session).notifications()).isEmpty();
        assertThat(receiver.attempts).isEmpty();
    }

    @Test
    void aRepeatedRequestIsReportedOnce() {
        ask("r1", EDIT);
        ask("r1", EDIT);
        untilEnded(0);
        ask("r1", EDIT);

        assertThat(stage.untilIdle(session).notifications()).hasSize(1);
        assertThat(receiver.attempts).hasSize(1);
    }

    @Test
    void aFailedDeliveryIsRepeatedWithTheSameEvent() {
        receiver.failures = 3;
        ask("r1", EDIT);

        assertThat(untilEnded(0).status()).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(receiver.attempts).hasSize(4);
        assertThat(receiver.attempts.stream().distinct()).hasSize(1);
    }

    @Test
    void aRefusedDeliveryIsNotRepeatedAndChangesNothingOfTheRequest() {
        receiver.refuses = true;
        ask("r1", EDIT);

        assertThat(untilEnded(0).failure())
                .contains(new Failure(FailureType.NOTIFY_REFUSED, "hooks.example answered with a redirect."));
        assertThat(receiver.attempts).hasSize(1);
        assertThat(turn(session.view(), 1).status()).isEqualTo(TurnStatus.DONE);
    }

    @Test
    void theDeliveryIsGivenUpAfterADay() {
        receiver.failures = Integer.MAX_VALUE;
        ask("r1", EDIT);
        stage.untilIdle(session);
        for (int hour = 0; hour < 25; hour++) {
            stage.skip(Duration.ofHours(1));
        }

        assertThat(untilEnded(0).failure())
                .contains(new Failure(
                        FailureType.NOT_NOTIFIED,
                        "The event was not delivered to hooks.example within 24 hours. Last attempt: hooks.example"
                                + " answered with HTTP 500."));
        assertThat(receiver.attempts).hasSizeBetween(25, 40);
    }

    @Test
    void aFailedRequestIsReported() {
        stage.backend.chats.add(OnChat.ASK);
        ask("r1", EDIT, EXPORT);

        untilEnded(0);

        assertThat(receiver.attempts.get(0).turns())
                .extracting(Turn::status)
                .containsExactly(TurnStatus.FAILED, TurnStatus.CANCELLED);
    }

    @Test
    void aRequestThatACloseCancelsIsReportedAfterTheSession() {
        receiver.failures = 1;
        ask("r1", EDIT);
        ask("r2", EDIT);
        session.close("x");
        stage.until(session, v -> receiver.attempts.size() >= 3);

        assertThat(receiver.attempts.stream().map(JobEnd::requestId).distinct()).containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void aRequestWithAnAddressHasALimitedNumberOfTurns() {
        TurnSpec[] turns = Collections.nCopies(Limits.NOTIFIED_TURNS + 1, EDIT).toArray(TurnSpec[]::new);

        assertThatThrownBy(() -> ask("r1", turns))
                .hasStackTraceContaining("A request whose end is reported can have up to 10 turns; this one has 11.");
    }
}
