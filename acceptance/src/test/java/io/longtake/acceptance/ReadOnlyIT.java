package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.workflows.Installation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only read: they start nothing, write to no workflow, and work when everything is stopped. */
class ReadOnlyIT {
    @TempDir
    Path folder;

    @Test
    void afterDownTheLastKnownStateIsShownAndOnlyARefreshStartsTheServices() throws IOException {
        try (Product product = new Product(folder.resolve("home"))) {
            make(product);
            JsonNode before = product.show("lake");
            Path view = product.home.resolve("views/lake.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(view)))
                    .isEqualTo("rw-------");

            long events = events(product);
            for (int i = 0; i < 5; i++) {
                product.ok("status", "lake");
            }
            assertThat(events(product)).as("events after five calls of status").isEqualTo(events);
            Map<String, Long> running = pids(product);
            product.ok("down");

            for (List<String> command : List.of(
                    List.of("status", "lake"),
                    List.of("show", "lake"),
                    List.of("show", "lake", "--all"),
                    List.of("sessions"))) {
                Product.Result result = product.ok(command.toArray(String[]::new));
                assertThat(result.out()).isNotBlank();
                assertThat(result.err()).containsPattern("State as of \\d+ (s|min) ago; the worker is not running\\.");
            }
            for (String command : List.of("ps", "logs", "doctor")) {
                product.ok(command);
            }
            JsonNode status = product.ok("status", "lake", "--json").json();
            JsonNode shown = product.show("lake");
            JsonNode listed = product.ok("sessions", "--json").json();

            assertThat(shown.path("turns")).isEqualTo(before.path("turns"));
            assertThat(shown.path("timeline")).isEqualTo(before.path("timeline"));
            assertThat(status.path("timeline")).isEqualTo(before.path("timeline"));
            assertThat(listed).hasSize(1);
            assertThat(listed.get(0).path("state").asText()).isEqualTo("idle");
            assertThat(listed.get(0).path("backend").asText()).isEqualTo("studio");
            for (JsonNode document : List.of(status, shown, listed.get(0))) {
                assertThat(Instant.parse(document.path("verifiedAt").asText()))
                        .isBetween(Instant.now().minus(Duration.ofMinutes(15)), Instant.now());
            }
            assertThat(product.ok("ps", "--json").json()).as("processes").isEmpty();
            assertThat(running.values()).noneMatch(Product::runs);
            assertThat(processesOf(product.home)).as("any process of this home").isEmpty();

            Instant down = Instant.now();
            JsonNode refreshed =
                    product.ok("status", "lake", "--refresh", "--json").json();
            assertThat(refreshed.at("/timeline/summary").asText()).startsWith("Timeline (");
            assertThat(Instant.parse(refreshed.path("verifiedAt").asText())).isAfter(down);
            assertThat(pids(product)).containsOnlyKeys("server", "studio", "worker");
            assertThat(new StudioLedger(product).count("GET", "/api/state/.*")).isPositive();
            assertThat(product.ok("status", "lake").err()).doesNotContain("not running");
            product.ok("down");

            Files.delete(view);
            for (String command : List.of("status", "show")) {
                Product.Result result = product.run(command, "lake");
                assertThat(result.exit()).as(result.err()).isEqualTo(3);
                assertThat(result.err()).contains("No session named 'lake'");
            }
            assertThat(processesOf(product.home)).as("any process of this home").isEmpty();
        }
    }

    private void make(Product product) {
        product.ok(
                Product.make("make a 1-second video, keep it still", folder.resolve("lake.mp4"), "--session", "lake"));
    }

    private static Map<String, Long> pids(Product product) {
        return Stream.of("server", "studio", "worker")
                .map(product::service)
                .collect(Collectors.toMap(HomeProcesses.Service::name, HomeProcesses.Service::pid));
    }

    /** The processes with the home in their command line or environment, except for this test's own commands. */
    private static Set<Long> processesOf(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .map(ProcessHandle::pid)
                .filter(Product::runs)
                .collect(Collectors.toSet());
    }

    private static long events(Product product) {
        WorkflowServiceStubs server = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(product.service("server").address())
                .build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(
                    server,
                    WorkflowClientOptions.newBuilder()
                            .setNamespace(Installation.NAMESPACE)
                            .build());
            return client.fetchHistory("session-lake").getHistory().getEventsCount();
        } finally {
            server.shutdownNow();
        }
    }
}
