package io.longtake.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandRunner;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.mcp.protocol.StdioTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServerTest {
    private static final String HANDSHAKE =
            "{'jsonrpc': '2.0', 'id': 0, 'method': 'initialize', 'params': {'protocolVersion': '2025-11-25'}}";

    @TempDir
    Path folder;

    private final List<List<String>> lines = new CopyOnWriteArrayList<>();

    /** Runs a server over these messages, and returns what it answers, by ID. */
    private List<JsonNode> serve(CommandRunner runner, Duration limit, String... messages) throws Exception {
        var server = new McpServer(
                (environment, watch, args) -> {
                    lines.add(List.of(args));
                    return runner.run(environment, watch, args);
                },
                Environment.ofThisProcess(),
                List.of("--home=/h"),
                Roots.of(folder, List.of()),
                limit,
                () -> folder);
        var in = String.join("\n", messages).replace('\'', '"') + "\n";
        var out = new ByteArrayOutputStream();
        StdioTransport.serve(
                server,
                new ByteArrayInputStream((HANDSHAKE.replace('\'', '"') + "\n" + in).getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                () -> {});
        var answers = new ArrayList<JsonNode>();
        for (var line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        return answers;
    }

    private static String call(int id, String tool, String arguments) {
        return "{'jsonrpc': '2.0', 'id': " + id + ", 'method': 'tools/call', 'params': {'name': '" + tool
                + "', 'arguments': " + arguments + "}}";
    }

    private static JsonNode answer(List<JsonNode> answers, int id) {
        return answers.stream()
                .filter(one -> one.path("id").asInt(-1) == id)
                .findFirst()
                .orElseThrow()
                .path("result");
    }

    private static CommandRunner printing(int exit, String document) {
        return (environment, watch, args) -> {
            environment.err().println("working");
            environment.out().println(document.replace('\'', '"'));
            return exit;
        };
    }

    @Test
    void theResultIsTheDocumentOfTheCommand() throws Exception {
        var result = answer(
                serve(
                        printing(0, "{'session': 's', 'state': 'open'}"),
                        Duration.ofSeconds(9),
                        call(1, "status", "{'session': 's'}")),
                1);
        assertThat(result.path("structuredContent").toString()).isEqualTo("{\"session\":\"s\",\"state\":\"open\"}");
        assertThat(result.at("/content/0/text").asText()).isEqualTo("{\"session\":\"s\",\"state\":\"open\"}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(lines).containsExactly(List.of("status", "--json", "--home=/h", "--", "s"));
    }

    @Test
    void aListGetsAName() throws Exception {
        var result =
                answer(serve(printing(0, "[{'session': 's'}]"), Duration.ofSeconds(9), call(1, "sessions", "{}")), 1);
        assertThat(result.at("/structuredContent/sessions/0/session").asText()).isEqualTo("s");
    }

    @Test
    void aFailureSaysWhetherAndHowToGoOn() throws Exception {
        var unknown = "{'number': 1, 'status': 'unknown', 'error': {'type': 'OUTCOME_UNKNOWN', 'message': 'm'}}";
        var result = answer(
                serve(printing(6, unknown), Duration.ofSeconds(9), call(1, "edit", "{'session': 's', 'prompt': 'p'}")),
                1);
        assertThat(result.path("isError").asBoolean()).isTrue();
        var error = result.at("/structuredContent/error");
        assertThat(error.path("message").asText()).isEqualTo("m");
        assertThat(error.path("exitCode").asInt()).isEqualTo(6);
        assertThat(error.path("retryable").asBoolean()).isFalse();
        assertThat(error.path("hint").asText()).contains("'reconcile'");

        result = answer(
                serve(
                        printing(75, "{'error': {'type': 'Temporary', 'message': 'm'}}"),
                        Duration.ofSeconds(9),
                        call(1, "sessions", "{}")),
                1);
        assertThat(result.at("/structuredContent/error/retryable").asBoolean()).isTrue();
    }

    @Test
    void anArgumentThatIsRefusedRunsNothing() throws Exception {
        var result = answer(
                serve(
                        printing(0, "{}"),
                        Duration.ofSeconds(9),
                        call(1, "make", "{'files': ['/etc/hostname'], 'output': 'o.mp4'}")),
                1);
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/structuredContent/error/exitCode").asInt()).isEqualTo(2);
        assertThat(lines).isEmpty();
    }

    @Test
    void aJobThatTakesLongerThanACallIsLeftRunning() throws Exception {
        Files.writeString(folder.resolve("a.jpg"), "a");
        var left = new CountDownLatch(1);
        CommandRunner slow = (environment, watch, args) -> {
            watch.queued("lake", "run", List.of(1, 2, 3));
            while (watch.patient()) {
                Thread.onSpinWait();
            }
            left.countDown();
            return 130;
        };
        var result = answer(
                serve(slow, Duration.ofMillis(200), call(1, "make", "{'files': ['a.jpg'], 'output': 'o.mp4'}")), 1);
        assertThat(result.at("/structuredContent/status").asText()).isEqualTo("running");
        assertThat(result.at("/structuredContent/session").asText()).isEqualTo("lake");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.at("/content/1/text").asText()).contains("Call 'wait'");
        left.await();
    }

    @Test
    void aJobCalledAsATaskIsOneAsSoonAsItIsQueued() throws Exception {
        CommandRunner queueing = (environment, watch, args) -> {
            watch.queued("lake", "0a1b", List.of(4));
            while (watch.patient()) {
                Thread.onSpinWait();
            }
            return 130;
        };
        var result = answer(
                serve(
                        queueing,
                        Duration.ofSeconds(9),
                        "{'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call', 'params': {'name': 'edit', 'task': {'ttl': 1},"
                                + " 'arguments': {'session': 'lake', 'prompt': 'p'}}}"),
                1);
        assertThat(result.at("/task/taskId").asText()).startsWith("edit/lake/4/0a1b/");
        assertThat(result.at("/task/status").asText()).isEqualTo("working");
        assertThat(result.at("/task/ttl").isNull()).isTrue();
    }

    @Test
    void eachToolIsACommandWithTheseOptionsAndHasASchema() throws IOException {
        var commands = LongtakeCommand.line(new Invocation(Environment.ofThisProcess(), Longtake.class));
        var schemas = OutputSchemas.read();
        for (var tool : Tools.all()) {
            var command = commands.getSubcommands().get(tool.name()).getCommandSpec();
            assertThat(schemas.of(tool).path("type").asText()).as(tool.name()).isEqualTo("object");
            for (var parameter : tool.parameters()) {
                var options = parameter.option().equals("--")
                        ? parameter.choices().stream()
                                .map(choice -> "--" + choice)
                                .toList()
                        : parameter.isPositional() ? List.<String>of() : List.of(parameter.option());
                assertThat(options)
                        .as(tool.name() + " " + parameter.name())
                        .allMatch(option -> command.findOption(option) != null);
            }
            assertThat(command.positionalParameters())
                    .as(tool.name())
                    .hasSameSizeAs(tool.parameters().stream()
                            .filter(Parameter::isPositional)
                            .toList());
        }
    }

    @Test
    void theDocumentsOfUnfinishedWorkHaveTheFieldsThatTheSchemasRequire() {
        var schemas = OutputSchemas.read();
        var arguments = new ObjectMapper().createObjectNode();
        var nothing = new Calls.Seen(Optional.empty(), Optional.empty(), "");
        for (var tool : Tools.all()) {
            var document =
                    switch (tool.follows()) {
                        case JOB -> Unfinished.job("s");
                        case TURN -> Unfinished.turn(tool, arguments, nothing);
                        case NOTHING -> tool.name().equals("batch") ? Unfinished.batch("s") : Unfinished.cancel("s");
                    };
            if (tool.follows() != Tool.Follows.NOTHING
                    || List.of("batch", "cancel").contains(tool.name())) {
                assertThat(schemas.of(tool).path("required"))
                        .as(tool.name())
                        .allMatch(field -> document.has(field.asText()));
            }
        }
    }
}
