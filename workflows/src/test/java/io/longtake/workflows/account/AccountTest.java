package io.longtake.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Stage;
import io.longtake.workflows.session.EditSessionWorkflow;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
    @Test
    void theFirstToAskGetsATokenAndTheNextOnesGetTheSame() {
        try (Stage stage = new Stage()) {
            AccountWorkflow account = stage.account("account-1");

            assertThat(account.ready().ready()).isTrue();
            assertThat(account.ready().generation()).isEqualTo(1);
            assertThat(account.credits()).isEqualTo(new Credits(100, 0, 100));
            assertThat(stage.backend.tokensIssued.get()).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatHasEndedIsReplacedWhenItIsNeeded() {
        try (Stage stage = new Stage()) {
            AccountWorkflow account = stage.account("account-1");
            account.ready();
            stage.skip(java.time.Duration.ofDays(8));

            assertThat(account.ready().generation()).isEqualTo(2);
            stage.record("account/renewed", "account-1");
        }
    }

    @Test
    void aHundredSessionsWhoseTokenExpiresTogetherGetOneNewToken() {
        try (Stage stage = new Stage()) {
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
}
