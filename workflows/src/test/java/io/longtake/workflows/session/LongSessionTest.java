package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Stage;
import io.temporal.client.WorkflowStub;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongSessionTest {
    @Test
    void hundredsOfTurnsRunOverSeveralRunsWithoutLossOrRepeat() {
        try (Stage stage = new Stage()) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("long", "account-1");
            String firstRun = runOf(stage);
            List<TurnSpec> specs = Collections.nCopies(500, new TurnSpec.Edit("x"));
            EnqueueTurns request = new EnqueueTurns("first", specs, Optional.empty());
            session.enqueue(request);

            SessionView view = stage.untilIdle(session);

            assertThat(stage.backend.count("chat")).isEqualTo(500);
            assertThat(runOf(stage)).isNotEqualTo(firstRun);
            assertThat(view.turns().size() + view.archivedTurns()).isEqualTo(500);
            assertThat(view.archivedTurns()).isPositive();
            assertThat(session.enqueue(request).numbers())
                    .as("an update handled in an earlier run is remembered")
                    .hasSize(500)
                    .startsWith(1);
            assertThat(stage.backend.count("chat")).isEqualTo(500);
            stage.record("session/last-of-several-runs", "session-long");
        }
    }

    private static String runOf(Stage stage) {
        WorkflowStub stub = stage.untyped("session-long");
        return stub.describe().getExecution().getRunId();
    }
}
