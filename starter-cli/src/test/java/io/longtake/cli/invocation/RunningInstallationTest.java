package io.longtake.cli.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.cli.Main;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.temporal.ForeignServer;
import io.longtake.network.proxy.RecordingProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningInstallationTest {
    @TempDir
    Path folder;

    @Test
    void aHomeWithItsOwnServerAndStudioNeedsAllThree() {
        assertThat(required(Map.of())).containsExactlyInAnyOrder(Service.SERVER, Service.STUDIO, Service.WORKER);
    }

    @Test
    void aHomeThatOnlyUsedTheCloudNeedsNoStudio() {
        assertThat(required(Map.of("LONGTAKE_BACKEND", "cloud"))).doesNotContain(Service.STUDIO);
    }

    @Test
    void aStudioThatMayHaveSessionsIsNeededWithAnyBackend() throws IOException {
        Files.createDirectories(folder.resolve("home/studio"));

        assertThat(required(Map.of("LONGTAKE_BACKEND", "cloud"))).contains(Service.STUDIO);
    }

    @Test
    void anExternalServerIsNotStarted() {
        assertThat(required(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233")))
                .doesNotContain(Service.SERVER);
    }

    @Test
    void aReadOnlyCommandCreatesNoNamespaceOnAnExternalServer() throws IOException {
        try (var server = ForeignServer.start();
                var invocation = invocation(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + server.port()))) {
            var installation = new RunningInstallation(invocation);

            var failure = catchThrowableOfType(
                    CommandFailure.class, () -> installation.awaitServices(Set.of(Service.SERVER, Service.WORKER)));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(failure.sentence()).contains("127.0.0.1:" + server.port(), "no namespace longtake");
            assertThat(server.namespaces()).isEmpty();

            server.with("longtake");
            assertThat(installation
                            .awaitServices(Set.of(Service.SERVER, Service.WORKER))
                            .namespace())
                    .isEqualTo("longtake");
        }
    }

    @Test
    void anExternalServerIsCheckedThroughTheProxy() throws IOException {
        try (var server = ForeignServer.start().with("longtake");
                var proxy = RecordingProxy.open().resolving("temporal.example", server.port());
                var invocation = invocation(Map.of(
                        "TEMPORAL_ADDRESS", "temporal.example:7233", "HTTPS_PROXY", "http://" + proxy.address()))) {
            new RunningInstallation(invocation).awaitServices(Set.of(Service.SERVER));

            assertThat(proxy.requests()).contains("CONNECT temporal.example:7233");
        }
    }

    private Set<Service> required(Map<String, String> environment) {
        try (var invocation = invocation(environment)) {
            return new RunningInstallation(invocation).required();
        }
    }

    private Invocation invocation(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("HOME", folder.toString());
        all.put("LONGTAKE_HOME", folder.resolve("home").toString());
        var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Invocation(new Environment(all, folder, silence, silence, false), Main.class);
    }

    @Test
    void processesAreListedInTheOrderInWhichTheyStart() {
        assertThat(RunningInstallation.listed(EnumSet.allOf(Service.class))).isEqualTo("server, studio and worker");
        assertThat(RunningInstallation.listed(Set.of(Service.WORKER))).isEqualTo("worker");
    }
}
