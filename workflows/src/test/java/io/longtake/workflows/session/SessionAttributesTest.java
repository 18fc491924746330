package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.WorkflowTestServer;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a session's status is written to its search attributes. */
class SessionAttributesTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("calm");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    @Test
    void aCompleteJobWritesTheSearchAttributesTwice() {
        FakeBackend backend = new FakeBackend();
        try (WorkflowTestServer stage = new WorkflowTestServer(backend)) {
            stage.account("account-1");
            EditSessionWorkflow session = stage.session("holiday", "account-1");
            stage.ask(session, EDIT, EXPORT);
            stage.untilIdle(session);

            assertThat(written(stage, SessionAttributes.STATUS)).isEqualTo("idle");
            assertThat(written(stage, SessionAttributes.BACKEND)).isEqualTo("http://fake");
            assertThat(written(stage, SessionAttributes.CHANGED).toInstant().toEpochMilli())
                    .isBetween(stage.now() - 60_000, stage.now());
            // Idle if it was started without work; working; idle again.
            assertThat(upserts(stage)).isBetween(2L, 3L);

            stage.ask(session, EDIT);
            stage.untilIdle(session);
            session.close("close-1");
            stage.untyped("session-holiday").getResult(SessionView.class);
            assertThat(written(stage, SessionAttributes.STATUS)).isEqualTo("closed");
            assertThat(upserts(stage)).isBetween(4L, 6L);
        }
    }

    private static long upserts(WorkflowTestServer stage) {
        return stage.client().fetchHistory("session-holiday").getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
                .count();
    }

    private static <T> T written(WorkflowTestServer stage, SearchAttributeKey<T> attribute) {
        WorkflowExecutionMetadata execution = stage.untyped("session-holiday").describe();
        return execution.getTypedSearchAttributes().get(attribute);
    }
}
