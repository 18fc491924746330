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
    void a_home_with_its_own_server_and_studio_needs_all_three() {
        assertThat(required(Map.of())).containsExactlyInAnyOrder(Service.SERVER, Service.STUDIO, Service.WORKER);
    }

    @Test
    void a_home_that_only_used_the_cloud_needs_no_studio() {
        assertThat(required(Map.of("LONGTAKE_BACKEND", "cloud"))).doesNotContain(Service.STUDIO);
    }

    @Test
    void a_studio_that_may_have_sessions_is_needed_with_any_backend() throws IOException {
        Files.createDirectories(folder.resolve("home/studio"));

        assertThat(required(Map.of("LONGTAKE_BACKEND", "cloud"))).contains(Service.STUDIO);
    }

    @Test
    void an_external_server_is_not_started() {
        assertThat(required(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233")))
                .doesNotContain(Service.SERVER);
    }

    @Test
    void a_read_only_command_creates_no_namespace_on_an_external_server() throws IOException {
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
    void an_external_server_is_checked_through_the_proxy() throws IOException {
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
    void processes_are_listed_in_the_order_in_which_they_start() {
        assertThat(RunningInstallation.listed(EnumSet.allOf(Service.class))).isEqualTo("server, studio and worker");
        assertThat(RunningInstallation.listed(Set.of(Service.WORKER))).isEqualTo("worker");
    }
}
