package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.workflows.Installation;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ResetReapplyType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator resets a session to before its export: the export runs again, and its render is not submitted again. */
class ResetIT {
    private static final String ID = "session-reset";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"RESET_REAPPLY_TYPE_SIGNAL", "RESET_REAPPLY_TYPE_NONE"})
    void anExportIsRenderedOnceEvenIfItsSessionIsReset(ResetReapplyType reapply) {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            StudioLedger studio = new StudioLedger(product);
            product.ok(Product.make("make a 2-second video", folder.resolve("film.mp4"), "--session", "reset"));
            WorkflowServiceStubs server = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(product.service("server").address())
                    .build());
            try {
                reset(server, reapply);
            } finally {
                server.shutdownNow();
            }

            product.ok("wait", "reset", "--json");

            JsonNode session = product.show("reset");
            assertThat(session.at("/turns/2/status").asText()).isEqualTo("done");
            assertThat(session.path("renders")).hasSize(1);
            assertThat(studio.count("POST", "/run_sse")).as("messages").isEqualTo(1);
            assertThat(studio.count("POST", "/api/render/proxy/lambda"))
                    .as("submissions")
                    .isEqualTo(1);
        }
    }

    /** Resets the session to before the workflow task that started the render. */
    private static void reset(WorkflowServiceStubs server, ResetReapplyType reapply) {
        WorkflowClient client = WorkflowClient.newInstance(
                server,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(Installation.NAMESPACE)
                        .build());
        long task = client.fetchHistory(ID).getHistory().getEventsList().stream()
                .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
                .mapToLong(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getWorkflowTaskCompletedEventId())
                .findFirst()
                .orElseThrow();
        server.blockingStub().resetWorkflowExecution(resetRequest(reapply, task));
    }

    @SuppressWarnings("deprecation")
    private static ResetWorkflowExecutionRequest resetRequest(ResetReapplyType reapply, long task) {
        return ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(Installation.NAMESPACE)
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(ID))
                .setReason("a test")
                .setWorkflowTaskFinishEventId(task)
                .setRequestId(UUID.randomUUID().toString())
                .setResetReapplyType(reapply)
                .build();
    }
}
