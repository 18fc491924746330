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
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator resets a session to before its export: the export runs again, and its render is not submitted again. */
class ResetIT extends SharedInstallation {
    @ParameterizedTest
    @EnumSource(names = {"RESET_REAPPLY_TYPE_SIGNAL", "RESET_REAPPLY_TYPE_NONE"})
    void anExportIsRenderedOnceEvenIfItsSessionIsReset(ResetReapplyType reapply) {
        StudioLedger studio = new StudioLedger(product);
        long messages = studio.count("POST", "/run_sse");
        long renders = studio.count("POST", "/api/render/proxy/lambda");
        String session = reapply.name().toLowerCase(Locale.ROOT).replace('_', '-');
        product.ok(Product.make("make a 1-second video", folder.resolve(session + ".mp4"), "--session", session));
        WorkflowServiceStubs server = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(product.service("server").address())
                .build());
        try {
            reset(server, "session-" + session, reapply);
        } finally {
            server.shutdownNow();
        }

        product.ok("wait", session, "--json");

        JsonNode shown = product.show(session);
        assertThat(shown.at("/turns/2/status").asText()).isEqualTo("done");
        assertThat(shown.path("renders")).hasSize(1);
        assertThat(studio.count("POST", "/run_sse") - messages).as("messages").isEqualTo(1);
        assertThat(studio.count("POST", "/api/render/proxy/lambda") - renders)
                .as("submissions")
                .isEqualTo(1);
    }

    /** Resets the session to before the workflow task that started the render. */
    private static void reset(WorkflowServiceStubs server, String id, ResetReapplyType reapply) {
        WorkflowClient client = WorkflowClient.newInstance(
                server,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(Installation.NAMESPACE)
                        .build());
        long task = client.fetchHistory(id).getHistory().getEventsList().stream()
                .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
                .mapToLong(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                        .getWorkflowTaskCompletedEventId())
                .findFirst()
                .orElseThrow();
        server.blockingStub().resetWorkflowExecution(resetRequest(id, reapply, task));
    }

    @SuppressWarnings("deprecation")
    private static ResetWorkflowExecutionRequest resetRequest(String id, ResetReapplyType reapply, long task) {
        return ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(Installation.NAMESPACE)
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                .setReason("a test")
                .setWorkflowTaskFinishEventId(task)
                .setRequestId(UUID.randomUUID().toString())
                .setResetReapplyType(reapply)
                .build();
    }
}
