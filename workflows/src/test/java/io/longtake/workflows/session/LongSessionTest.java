package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Stage;
import io.temporal.client.WorkflowStub;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSessionTest {
    private static final int WAVES = 3;
    /** A full queue. */
    private static final List<TurnSpec> WAVE = Collections.nCopies(SessionState.QUEUE_LIMIT, new TurnSpec.Edit("x"));

    @Test
    void threeThousandTurnsRunOverSeveralRunsWithoutLossOrRepeat() {
        try (Stage stage = new Stage()) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("long", "account-1");
            Set<String> runs = new LinkedHashSet<>();
            SessionView view = session.view();
            for (int wave = 1; wave <= WAVES; wave++) {
                session.enqueue(new EnqueueTurns("wave-" + wave, WAVE, Optional.empty()));
                view = stage.until(session, v -> {
                    runs.add(runOf(stage));
                    return v.idle();
                });
            }

            int turns = WAVES * SessionState.QUEUE_LIMIT;
            assertThat(stage.backend.count("chat")).isEqualTo(turns);
            assertThat(view.turns().size() + view.archivedTurns()).isEqualTo(turns);
            assertThat(view.turns()).extracting(Turn::status).containsOnly(TurnStatus.DONE);
            assertThat(runs).hasSizeGreaterThan(2);
            assertThat(session.enqueue(new EnqueueTurns("wave-1", WAVE, Optional.empty()))
                            .numbers())
                    .as("an update handled in an earlier run is remembered")
                    .hasSize(SessionState.QUEUE_LIMIT)
                    .startsWith(1);
            assertThat(stage.backend.count("chat")).isEqualTo(turns);
            stage.record("session/last-of-several-runs", "session-long");
            List<String> inOrder = List.copyOf(runs);
            stage.recordBeginning(
                    "session/beginning-of-a-later-run", "session-long", inOrder.get(inOrder.size() / 2), 40);
        }
    }

    private static String runOf(Stage stage) {
        WorkflowStub stub = stage.untyped("session-long");
        return stub.describe().getExecution().getRunId();
    }
}
