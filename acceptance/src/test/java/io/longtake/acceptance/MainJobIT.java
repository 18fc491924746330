package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One home, from the first command to a session that is resumed after everything was stopped. */
class MainJobIT {
    @TempDir
    Path folder;

    @Test
    void aPhotoBecomesAFilmAndTheSessionContinuesAfterDown() throws Exception {
        try (Product product = new Product(folder.resolve("home"))) {
            Path first = folder.resolve("first.mp4");
            JsonNode made = product.ok(Product.make(
                            "turn this image into a 4-second video with smooth motion and background music",
                            first,
                            "--session",
                            "holiday",
                            "--json"))
                    .json();
            assertThat(made.path("status").asText()).isEqualTo("completed");
            assertThat(made.path("output").asText()).isEqualTo(first.toString());
            assertThat(Films.seconds(first)).isBetween(3.9, 4.1);
            theHistoriesAreSmall(product, made.path("renderId").asText());
            noTokenIsReadableAnywhere(product);

            product.ok("down");
            Path second = folder.resolve("second.mp4");
            JsonNode edit = product.ok(
                            "edit", "holiday", "add the title \"Urban Dreams\" for the first 2 seconds", "--json")
                    .json();
            assertThat(edit.path("status").asText()).isEqualTo("done");
            product.ok("export", "holiday", "--output", second.toString());

            assertThat(Films.seconds(second)).isBetween(3.9, 4.1);
            JsonNode show = product.show("holiday");
            assertThat(show.path("renders")).hasSize(2);
            assertThat(show.path("timeline").path("summary").asText()).contains("Urban Dreams");
        }
    }

    /** Checks the number of events and billable actions of one upload, one edit and one export. */
    private static void theHistoriesAreSmall(Product product, String renderId) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(product.service("server").address())
                .build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(
                    service,
                    WorkflowClientOptions.newBuilder().setNamespace("longtake").build());
            String account = client.listExecutions("WorkflowType='AccountWorkflow'")
                    .map(e -> e.getExecution().getWorkflowId())
                    .findFirst()
                    .orElseThrow();
            List<HistoryEvent> session = events(client, "session-holiday");
            // The part after the hyphen names the draft; it is not part of the workflow's ID.
            List<HistoryEvent> render = events(client, "render-" + renderId.substring(0, renderId.indexOf('-')));
            List<HistoryEvent> accounting = events(client, account);
            List<HistoryEvent> all = new ArrayList<>(session);
            all.addAll(render);
            all.addAll(accounting);
            long actions =
                    all.stream().filter(e -> BILLED.contains(e.getEventType())).count();
            System.out.printf(
                    "histories: session %d, render %d, account %d events; %d billable actions%n",
                    session.size(), render.size(), accounting.size(), actions);
            assertThat(session).hasSizeLessThanOrEqualTo(80);
            assertThat(render).hasSizeLessThanOrEqualTo(40);
            assertThat(accounting).hasSizeLessThanOrEqualTo(20);
            assertThat(actions).isLessThanOrEqualTo(60);
            assertThat(session)
                    .as("upserts of search attributes")
                    .filteredOn(e -> e.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
                    .hasSizeBetween(1, 4);
            assertThat(all)
                    .as("failed tasks, for example because of a missing search attribute")
                    .noneMatch(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
            assertThat(client.newUntypedWorkflowStub("session-holiday")
                            .describe()
                            .getTypedSearchAttributes()
                            .get(SearchAttributeKey.forKeyword("LongtakeStatus")))
                    .isEqualTo("idle");
        } finally {
            service.shutdownNow();
        }
    }

    /** What Temporal bills except for heartbeats and retries: starts, activities, timers, signals, updates, search attributes. */
    private static final Set<EventType> BILLED = Set.of(
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
            EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
            EventType.EVENT_TYPE_TIMER_STARTED,
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
            EventType.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
            EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED,
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
            EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES);

    private static List<HistoryEvent> events(WorkflowClient client, String workflowId) {
        return client.fetchHistory(workflowId).getEvents();
    }

    private void noTokenIsReadableAnywhere(Product product) throws IOException {
        assertThat(HomeFiles.containing("nmv_usr_", product.home))
                .as("files with a token")
                .isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(p -> p.info().commandLine().stream())
                        .filter(line -> line.contains("nmv_usr_")))
                .as("a token in the process list")
                .isEmpty();
    }
}
