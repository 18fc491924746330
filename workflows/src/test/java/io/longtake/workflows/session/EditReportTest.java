package io.longtake.workflows.session;

import static io.longtake.workflows.WorkflowTestServer.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of edits whose message may have been sent by an earlier attempt. */
class EditReportTest {
    private volatile boolean made;

    private final FakeBackend backend = new FakeBackend() {
        @Override
        public ChatOutcome chat(ChatRequest request) {
            if (made) {
                super.chat(request);
            }
            return new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, "");
        }
    };
    private WorkflowTestServer stage;

    @BeforeEach
    void start() {
        stage = new WorkflowTestServer(backend);
        stage.account("account-1");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private Turn edited(int readings) {
        SessionPolicy usual = SessionPolicy.defaults();
        EditSessionWorkflow session = stage.session(
                "holiday",
                "account-1",
                new SessionPolicy(
                        usual.chat(),
                        usual.verifyFirst(),
                        usual.verifyEvery(),
                        readings,
                        usual.renderPollInterval(),
                        usual.renderDeadline(),
                        usual.renderLostAfter(),
                        usual.rateLimitDelay()));
        stage.ask(session, new TurnSpec.Edit("zoom"));
        return turn(stage.untilIdle(session), 1);
    }

    @Test
    void anEditThatAnEarlierAttemptMadeIsReported() {
        made = true;

        Turn edit = edited(5);

        assertThat(edit.status()).isEqualTo(TurnStatus.DONE);
        assertThat(edit.report()).startsWith("An earlier attempt started to send the message. The edit was made: ");
    }

    @Test
    void oneReadingWithoutAChangeIsReportedInTheSingular() {
        Turn edit = edited(1);

        assertThat(edit.status()).isEqualTo(TurnStatus.UNKNOWN);
        assertThat(edit.report())
                .startsWith("An earlier attempt started to send the message, and the timeline showed no change in 1"
                        + " reading. The edit may have been charged.");
    }
}
