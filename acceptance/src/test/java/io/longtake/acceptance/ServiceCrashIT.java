package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that die during a command: the command restarts them, or ends with 75. */
@Execution(ExecutionMode.CONCURRENT)
class ServiceCrashIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void aServerThatDiesWhileTheWorkerIsPausedDuringItsStartIsRestarted() {
        Path home = folder.resolve("home");
        try (Product product = new Product(home)) {
            product.ok("up");
            long before = pid(home, "worker");
            Product.kill(before);
            Product.Running command = product.start("new", "calm");
            // The server was found healthy before, and the command does not wait for it.
            Waiting.until(
                    "the worker is started", SOON, () -> pid(home, "worker") > 0 && pid(home, "worker") != before);
            long worker = pid(home, "worker");
            Product.signal("STOP", worker);
            long server = pid(home, "server");
            Product.kill(server);
            Waiting.until("another server runs", SOON, () -> pid(home, "server") > 0 && pid(home, "server") != server);
            Product.signal("CONT", worker);

            Product.Result result = command.await(SOON);

            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.err()).contains("The server stopped unexpectedly");
            assertThat(product.ok("sessions").out()).contains("calm");
        }
    }

    @Test
    void aServerThatCanNotBeRestartedLeavesTheJobToTheNextCommand() throws IOException {
        try (Product product = new Product(folder.resolve("home"))) {
            product.ok("up");
            String temporal = product.temporalProgram();
            product.ok("down");
            Path program = folder.resolve("temporal");
            works(program, temporal);
            product.with("TEMPORAL_CLI", program.toString()).ok("up");
            StudioLedger studio = new StudioLedger(product);
            studio.setFaults("{\"chatMillis\":240000}");
            String[] make = Product.make(
                    "make a 1-second video, keep it still", folder.resolve("film.mp4"), "--session", "calm", "--json");
            Product.Running first = product.start(make);
            Waiting.until("the chat is in progress", SOON, () -> studio.holds("chatMillis"));
            Files.writeString(program, "#!/bin/sh\nexit 1\n");
            Product.kill(product.service("server").pid());

            Product.Result result = first.await(SOON);

            assertThat(result.exit()).as(result.err()).isEqualTo(75);
            assertThat(result.err()).contains("TEMPORAL_CLI", "The job is queued", "longtake wait calm");
            assertThat(result.json().path("status").asText()).isEqualTo("running");

            works(program, temporal);
            studio.setFaults("{\"chatMillis\":0}");
            Product.Result again = product.run(make);
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.json().path("resumed").asBoolean()).isTrue();
            assertThat(studio.count("POST", "/run_sse")).isEqualTo(1);
            assertThat(studio.count("POST", "/api/render/proxy/lambda")).isEqualTo(1);
        }
    }

    private static void works(Path program, String temporal) throws IOException {
        Files.writeString(program, "#!/bin/sh\nexec '" + temporal + "' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** The process ID of the service; 0 if it is not running. */
    private static long pid(Path home, String service) {
        try {
            JsonNode record = new ObjectMapper()
                    .readTree(home.resolve("run").resolve(service + ".json").toFile());
            long pid = record.path("identity").path("pid").asLong();
            return Product.runs(pid) ? pid : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
