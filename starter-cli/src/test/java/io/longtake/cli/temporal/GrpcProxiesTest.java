package io.longtake.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.network.proxy.RecordingProxy;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests with a real Temporal server on the loopback interface. Only the proxy can resolve {@code temporal.example}. */
@Timeout(120)
class GrpcProxiesTest {
    private TestServer.PortBoundTestServer server;
    private RecordingProxy proxy;
    private int port;

    @BeforeEach
    void start() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = TestServer.createPortBoundServer(port);
        proxy = RecordingProxy.open().resolving("temporal.example", port);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        proxy.close();
    }

    private static TemporalTarget target(Map<String, String> environment) {
        var nullOutput = new PrintStream(OutputStream.nullOutputStream());
        var all = new HashMap<>(Map.of("HOME", "/nowhere"));
        all.putAll(environment);
        return TemporalTarget.configured(new Environment(all, Path.of("/nowhere"), nullOutput, nullOutput, false))
                .orElseThrow();
    }

    private static void ask(TemporalTarget target) {
        var stubs = WorkflowServiceStubs.newServiceStubs(target.options());
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
        } finally {
            stubs.shutdownNow();
        }
    }

    @Test
    void aRemoteServerIsReachedThroughTheProxy() {
        var target =
                target(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233", "HTTPS_PROXY", "http://" + proxy.address()));

        ask(target);

        assertThat(proxy.requests()).isNotEmpty().containsOnly("CONNECT temporal.example:7233");
        assertThat(target.proxy()).hasToString("Optional[" + proxy.address() + " (HTTPS_PROXY)]");
    }

    @Test
    void aProxyWithALoginNeedsTheLogin() throws IOException {
        try (var strict = RecordingProxy.withLogin("ann", "s3cret").resolving("temporal.example", port)) {
            ask(target(Map.of(
                    "TEMPORAL_ADDRESS",
                    "temporal.example:7233",
                    "ALL_PROXY",
                    "http://ann:s3cret@" + strict.address())));
            var without = target(
                    Map.of("TEMPORAL_ADDRESS", "temporal.example:7233", "ALL_PROXY", "http://" + strict.address()));

            assertThatThrownBy(() -> ask(without))
                    .isInstanceOf(StatusRuntimeException.class)
                    .rootCause()
                    .hasMessageContaining("407");
        }
    }

    @Test
    void loopbackIsReachedDirectlyWhateverTheEnvironmentSays() {
        for (var exceptions : new String[] {"", "*", "example.com"}) {
            for (var host : new String[] {"127.0.0.1", "localhost"}) {
                var target = target(Map.of(
                        "TEMPORAL_ADDRESS",
                        host + ":" + port,
                        "HTTPS_PROXY",
                        proxy.address(),
                        "ALL_PROXY",
                        proxy.address(),
                        "NO_PROXY",
                        exceptions));

                ask(target);

                assertThat(target.proxy()).isEmpty();
            }
        }
        ask(TemporalTarget.embedded("127.0.0.1:" + port));
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void aServerInNoProxyIsReachedDirectly() {
        var target = target(Map.of(
                "TEMPORAL_ADDRESS", "temporal.example:7233", "HTTPS_PROXY", proxy.address(), "NO_PROXY", ".example"));

        assertThat(target.proxy()).isEmpty();
    }

    @Test
    void aMalformedProxyForARemoteServerIsAUsageError() {
        assertThatThrownBy(() -> target(Map.of(
                        "TEMPORAL_ADDRESS", "temporal.example:7233", "HTTPS_PROXY", "http://ann:s3cret@proxy:x")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("s3cret");
    }
}
