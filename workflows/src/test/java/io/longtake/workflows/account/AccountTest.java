package io.longtake.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.OutboundCalls;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("records-histories")
class AccountTest {
    @Test
    void allCallersGetTheSameToken() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            AccountWorkflow account = stage.account("account-1");

            assertThat(account.ready().ready()).isTrue();
            assertThat(account.ready().generation()).isEqualTo(1);
            assertThat(account.credits()).isEqualTo(new Credits(100, 0, 100));
            assertThat(stage.backend.tokensIssued.get()).isEqualTo(1);
        }
    }

    @Test
    void anExpiredTokenIsReplacedWhenItIsNeeded() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            AccountWorkflow account = stage.account("account-1");
            account.ready();
            stage.skip(java.time.Duration.ofDays(8));

            assertThat(account.ready().generation()).isEqualTo(2);
            stage.record("account/renewed", "account-1");
        }
    }

    @Test
    void aHundredSessionsWithAnExpiredTokenCauseOneRenewal() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            AccountWorkflow account = stage.account("account-1");
            account.ready();
            stage.backend.leastGeneration.put("account-1", 2);
            List<EditSessionWorkflow> sessions = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sessions.add(stage.session("s" + i, "account-1"));
            }
            sessions.forEach(s -> stage.ask(s, new TurnSpec.Edit("one")));

            for (EditSessionWorkflow session : sessions) {
                SessionView view = stage.untilIdle(session);
                assertThat(view.turns())
                        .as("%s", view.turns())
                        .extracting(Turn::status)
                        .containsOnly(TurnStatus.DONE);
            }
            assertThat(stage.backend.tokensIssued.get()).isEqualTo(2);
            stage.record("account/hundred-reports", "account-1");
            stage.record("session/refused-token", "session-s7");
        }
    }

    @Test
    void aRateLimitedTokenRequestIsRetriedOnceAfterHalfAMinute() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            stage.backend.refusedTokens.set(1);
            long begin = stage.now();
            stage.account("account-1");

            assertThat(readyInAWhile(stage).ready()).isTrue();
            assertThat(stage.now() - begin).isGreaterThanOrEqualTo(30_000);
            assertThat(stage.backend.count("token")).isEqualTo(2);
            stage.record("account/waited-for-a-token", "account-1");
        }
    }

    @Test
    void aSecondRefusalOfATokenRequestIsReported() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            stage.backend.refusedTokens.set(2);
            stage.account("account-1");
            AccountView view = readyInAWhile(stage);

            assertThat(view.ready()).isFalse();
            assertThat(view.failure().orElseThrow().type()).isEqualTo(FailureType.RATE_LIMITED);
            assertThat(view.failure().orElseThrow().message()).contains("seven days", "NEMO_TOKEN");
            assertThat(stage.backend.count("token")).isEqualTo(2);
        }
    }

    @Test
    void aRefusedTokenOfTheUserIsNeverReplacedByAnAnonymousOne() {
        try (WorkflowTestServer stage = new WorkflowTestServer()) {
            stage.account("account-own", Optional.of(new SealedToken("key-1", "n", "c")));
            stage.backend.leastGeneration.put("account-own", 1_000);
            EditSessionWorkflow session = stage.session("own", "account-own");
            stage.ask(session, new TurnSpec.Edit("one"));

            Turn turn = stage.untilIdle(session).turns().get(0);

            assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
            assertThat(turn.failure().orElseThrow().type()).isEqualTo(FailureType.TOKEN_UNAVAILABLE);
            assertThat(turn.report()).contains("NEMO_TOKEN");
            assertThat(stage.backend.tokensIssued.get()).isZero();
            assertThat(stage.backend.count("chat")).isZero();
        }
    }

    @Test
    void aTokenUnderAnOldKeyIsSealedAgainWithoutATokenRequest() {
        try (WorkflowTestServer stage = new WorkflowTestServer(new FakeBackend(), new NewKey())) {
            AccountWorkflow account = stage.account("account-own", Optional.of(new SealedToken("key-1", "n", "c")));
            account.ready();

            account.sealedWithOldKey("key-1");
            account.sealedWithOldKey("key-1");
            stage.skip(java.time.Duration.ofSeconds(1));

            assertThat(account.lease().orElseThrow().token().keyId()).isEqualTo("key-2");
            assertThat(account.lease().orElseThrow().generation()).isEqualTo(1);
            assertThat(stage.backend.tokensIssued.get()).isZero();
            stage.record("account/sealed-anew", "account-own");
        }
    }

    @Test
    void theWaitForAnUnresponsiveAccountIsLimited() {
        FakeBackend backend = new FakeBackend();
        try (WorkflowTestServer stage = new WorkflowTestServer(
                backend, new WorkflowTestServer.Options(600, List.of(new OutboundCalls(Deaf::new)), List.of()))) {
            stage.account("account-1");
            backend.leastGeneration.put("account-1", 1_000);
            EditSessionWorkflow session = stage.session("s", "account-1");
            stage.ask(session, new TurnSpec.Edit("one"));

            Turn turn = stage.untilIdle(session).turns().get(0);

            assertThat(turn.failure().orElseThrow().type()).isEqualTo(FailureType.ACCOUNT_SILENT);
            assertThat(turn.report()).contains("account-1", "10 minutes", "Nothing was sent");
            assertThat(turn.report())
                    .endsWith("`longtake credits` tests the token and requests another one if necessary.");
            assertThat(backend.count("chat")).isZero();
        }
    }

    /** Drops the reports of refused tokens, so that they never reach the account. */
    private static final class Deaf extends WorkflowOutboundCallsInterceptorBase {
        Deaf(WorkflowOutboundCallsInterceptor outside) {
            super(outside);
        }

        @Override
        public SignalExternalOutput signalExternalWorkflow(SignalExternalInput input) {
            return input.getSignalName().equals("tokenRefused")
                    ? new SignalExternalOutput(Workflow.newPromise((Void) null))
                    : super.signalExternalWorkflow(input);
        }
    }

    /** Time is not skipped while a client waits for an update, so no client waits. */
    private static AccountView readyInAWhile(WorkflowTestServer stage) {
        WorkflowUpdateHandle<AccountView> answer =
                stage.untyped("account-1").startUpdate("ready", WorkflowUpdateStage.ACCEPTED, AccountView.class);
        stage.skip(java.time.Duration.ofSeconds(40));
        return answer.getResult();
    }

    /** Seals with the second key. */
    public static final class NewKey implements SealActivities {
        @Override
        public SealedToken resealToken(ResealToken request) {
            return new SealedToken(
                    "key-2", request.token().nonce(), request.token().ciphertext());
        }
    }
}
