package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of Longtake at one Temporal server. */
@Timeout(900)
class VersionedWorkersIT {
    private static final String NAMESPACE = "fleet";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Optional<WorkflowServiceStubs> server = Optional.empty();

    @AfterEach
    void disconnect() {
        server.ifPresent(WorkflowServiceStubs::shutdownNow);
    }

    @Test
    void sessionsMoveToTheNewVersionAndARenderEndsOnItsOwn() throws Exception {
        try (Product host = new Product(folder.resolve("host"));
                Product product = new Product(folder.resolve("home"))) {
            host.ok("up");
            String address = host.service("server").address();
            connect(address);
            product.with("TEMPORAL_ADDRESS", address).with("TEMPORAL_NAMESPACE", NAMESPACE);
            Product.Running old = worker(product, "b1");
            makeCurrent("b1");
            product.ok("new", "waiting");
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults("{\"renderMillis\":600000}");
            Path film = folder.resolve("out.mp4");
            product.ok(Product.make("make a 1-second video", film, "--session", "busy", "--detach"));
            Waiting.until("the render is held", LIMIT, () -> studio.holds("renderMillis"));

            Product.Running next = worker(product, "b2");
            makeCurrent("b2");
            product.run("edit", "waiting", "make it brighter");
            assertThat(buildOf("session-waiting")).isEqualTo("b2");
            assertThat(buildOf(render())).isEqualTo("b1");

            old.process().destroy();
            assertThat(old.process().waitFor()).as("stopped by SIGTERM").isEqualTo(143);
            Product.Running again = worker(product, "b1");
            studio.setFaults("{}");
            product.ok("wait", "busy");
            assertThat(film).isNotEmptyFile();
            assertThat(buildOf(render())).isEqualTo("b1");
            assertThat(buildOf("session-busy")).isEqualTo("b2");
            again.process().destroy();
            next.process().destroy();
        }
    }

    private static Product.Running worker(Product product, String build) {
        Product.Running worker = product.start("worker", "--deployment", "films", "--build-id", build);
        Waiting.until("the worker " + build + " is connected", LIMIT, () -> worker.said()
                .toString()
                .contains("is connected"));
        return worker;
    }

    private void connect(String address) {
        server = Optional.of(WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build()));
    }

    private WorkflowServiceStubs server() {
        return server.orElseThrow();
    }

    /** The server knows a version shortly after its worker asked for work. */
    private void makeCurrent(String build) {
        Waiting.until("the server knows the version " + build, LIMIT, () -> {
            try {
                server().blockingStub()
                        .setWorkerDeploymentCurrentVersion(SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                                .setNamespace(NAMESPACE)
                                .setDeploymentName("films")
                                .setBuildId(build)
                                .setIdentity("test")
                                .build());
                return true;
            } catch (StatusRuntimeException notYet) {
                return false;
            }
        });
    }

    private String render() {
        return server().blockingStub()
                .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setQuery("WorkflowType = 'RenderWorkflow'")
                        .build())
                .getExecutionsList()
                .get(0)
                .getExecution()
                .getWorkflowId();
    }

    private String buildOf(String workflowId) {
        WorkflowExecutionInfo info = server().blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                        .build())
                .getWorkflowExecutionInfo();
        return info.getVersioningInfo().getDeploymentVersion().getBuildId();
    }
}
