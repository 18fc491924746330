package io.longtake.workflows.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.WorkflowTestServer;
import io.longtake.workflows.simulation.AlteredHistory;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccountHandoverTest {
    private static final String ID = "account-1";

    /** Number of events of the account after which a run hands over to the next. */
    private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

    @Test
    void aWorkflowTaskSeparatesTheLastAnswerFromTheHandover() {
        AlteredHistory early = new AlteredHistory(id -> id.equals(ID) ? Optional.of(limit.get()) : Optional.empty());
        try (WorkflowTestServer stage = new WorkflowTestServer(
                new FakeBackend(), new WorkflowTestServer.Options(600, List.of(), List.of(early)))) {
            AccountWorkflow account = stage.account(ID);
            account.ready();
            String first = runId(stage);
            limit.set(stage.client().fetchHistory(ID).getHistory().getEventsCount());

            assertThat(account.credits().available()).isEqualTo(100);
            stage.skip(Duration.ofSeconds(5));

            assertThat(runId(stage)).isNotEqualTo(first);
            List<EventType> events = stage.client().fetchHistory(ID, first).getHistory().getEventsList().stream()
                    .map(HistoryEvent::getEventType)
                    .toList();
            assertThat(events).endsWith(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);
            assertThat(events.lastIndexOf(EventType.EVENT_TYPE_TIMER_FIRED))
                    .isGreaterThan(events.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED));
            assertThat(account.view().generation()).as("the token is kept").isEqualTo(1);
        }
    }

    private static String runId(WorkflowTestServer stage) {
        return stage.untyped(ID).describe().getExecution().getRunId();
    }
}
