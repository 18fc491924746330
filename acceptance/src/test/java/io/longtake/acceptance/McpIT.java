package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The server for agents, through its pipes. */
@Execution(ExecutionMode.SAME_THREAD)
class McpIT extends SharedInstallation {
    private Path root;

    @BeforeAll
    void addPhoto() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.copy(Product.PHOTO, root.resolve("photo.jpg"));
    }

    private McpClient start(String... options) {
        List<String> line = new ArrayList<>(List.of("mcp", "--root", root.toString()));
        line.addAll(List.of(options));
        return new McpClient(product.open(line.toArray(String[]::new))).initialized();
    }

    @Test
    void aLongCallReturnsTheSessionToWaitForAndNothingIsLost() throws Exception {
        try (McpClient client = start("--answer-within", "1s")) {
            JsonNode made = client.call(
                    "make",
                    "{'files': ['photo.jpg'], 'prompt': 'a 2-second video, no music', 'output': 'a.mp4', 'session': 'lake'}");
            assertThat(made.at("/structuredContent/status").asText()).isEqualTo("running");
            assertThat(made.path("isError").asBoolean()).isFalse();

            Waiting.until("the job is queued", Duration.ofSeconds(60), () -> client.call("sessions", "{}")
                    .at("/structuredContent/sessions")
                    .findValuesAsText("session")
                    .contains("lake"));
            JsonNode[] waited = {made};
            Waiting.until("the film is made", Duration.ofSeconds(60), () -> {
                waited[0] = client.call("wait", "{'session': 'lake'}");
                return !waited[0].at("/structuredContent/status").asText().equals("running");
            });
            assertThat(waited[0].at("/structuredContent/status").asText()).isEqualTo("completed");
            assertThat(waited[0].at("/structuredContent/output").asText())
                    .isEqualTo(root.toRealPath().resolve("a.mp4").toString());
            assertThat(root.resolve("a.mp4")).exists();
        }
        try (McpClient client = start()) {
            assertThat(client.call("preview", "{'session': 'lake'}")
                            .at("/content/0/type")
                            .asText())
                    .isEqualTo("image");
            JsonNode refused = client.call("preview", "{'session': 'lake', 'output': '../a.png'}");
            assertThat(refused.path("isError").asBoolean()).isTrue();
            assertThat(refused.at("/structuredContent/error/exitCode").asInt()).isEqualTo(2);
            assertThat(folder.resolve("a.png")).doesNotExist();

            List<CompletableFuture<JsonNode>> together = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                together.add(client.send("tools/call", "{'name': 'status', 'arguments': {'session': 'lake'}}"));
            }
            assertThat(together)
                    .extracting(McpClient::answer)
                    .allMatch(answer -> answer.at("/result/structuredContent/timeline/durationMs")
                                    .asInt()
                            == 2000);
            assertThat(client.noMessages).isEmpty();
        }
    }

    @Test
    void aTaskIsFoundAgainAfterTheServerAndTheWorkerWereKilled() throws Exception {
        String task;
        try (McpClient client = start()) {
            JsonNode created = client.ask(
                    "tools/call",
                    "{'name': 'make', 'task': {}, 'arguments': {'files': ['photo.jpg'], 'prompt': 'a 1-second video, no music',"
                            + " 'output': 'b.mp4', 'session': 'hill'}}");
            task = created.at("/task/taskId").asText();
            assertThat(created.at("/task/status").asText()).isEqualTo("working");
            client.server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            Product.kill(product.service("worker").pid());
        }
        try (McpClient client = start()) {
            JsonNode result = client.ask("tasks/result", "{'taskId': '" + task + "'}");
            assertThat(result.at("/structuredContent/status").asText()).isEqualTo("completed");
            assertThat(result.at("/structuredContent/session").asText()).isEqualTo("hill");
            assertThat(client.ask("tasks/get", "{'taskId': '" + task + "'}")
                            .path("status")
                            .asText())
                    .isEqualTo("completed");
            assertThat(root.resolve("b.mp4")).exists();
        }
    }
}
