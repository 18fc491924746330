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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        var unknown = "{'number': 1, 'status': 'unknown', 'error': {'type': 'OUTCOME_UNKNOWN', 'message': 'm',"
                + " 'exitCode': 6, 'retryable': false, 'hint': 'Run `longtake reconcile`.'}}";
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
                        printing(
                                75,
                                "{'error': {'type': 'Temporary', 'message': 'm', 'exitCode': 75, 'retryable': true, 'hint': 'h'}}"),
                        Duration.ofSeconds(9),
                        call(1, "sessions", "{}")),
                1);
        assertThat(result.at("/structuredContent/error/retryable").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            3, SESSION_LOST, "Call 'rebuild' with it."
            3, NoSuchSession, "Check the name with 'sessions'"
            1, DELIVERY_FAILED, "The film is kept. Call 'export' with its render ID"
            1, OUTPUT_TAKEN, "Choose another output, or ask the user"
            2, OutputExists, "Choose another output, or ask the user"
            1, NOT_POSSIBLE, "The same call will fail again."
            7, NEEDS_ANSWER, "with the request of the answer"
            """)
    void aHintNamesWhatToDoAfterThisKindOfFailure(int exit, String type, String hint) throws Exception {
        var document = "{'error': {'type': '" + type + "', 'message': 'm', 'exitCode': " + exit
                + ", 'retryable': false, 'hint': 'h'}}";
        var result = answer(
                serve(
                        printing(exit, document),
                        Duration.ofSeconds(9),
                        call(1, "export", "{'session': 's', 'output': 'o.mp4'}")),
                1);
        assertThat(result.at("/structuredContent/error/hint").asText()).contains(hint);
    }

    @Test
    void workThatEndedWithoutAnErrorGetsOne() throws Exception {
        var result = answer(
                serve(
                        printing(1, "{'session': 's', 'status': 'cancelled', 'error': null}"),
                        Duration.ofSeconds(9),
                        call(1, "wait", "{'session': 's'}")),
                1);
        var error = result.at("/structuredContent/error");
        assertThat(error.path("message").asText()).isEqualTo("The work ended with the status cancelled.");
        assertThat(error.path("exitCode").asInt()).isEqualTo(1);
        assertThat(error.path("retryable").asBoolean(true)).isFalse();
        assertThat(error.path("hint").asText()).contains("The same call will fail again.");
    }

    @Test
    void whatIsNullCountsAsAbsent() throws Exception {
        var failure =
                "{'error': {'type': 'EmptyTimeline', 'message': 'm', 'exitCode': 1, 'retryable': false, 'hint': 'h'}}";
        var result = answer(
                serve(
                        printing(1, failure),
                        Duration.ofSeconds(9),
                        call(1, "preview", "{'session': 's', 'output': null}")),
                1);
        assertThat(result.at("/structuredContent/error/message").asText()).isEqualTo("m");
        assertThat(lines.get(0)).anyMatch(argument -> argument.startsWith("--output=" + folder));

        result = answer(
                serve(slow(), Duration.ofMillis(200), call(1, "batch", "{'manifest': '.', 'session': null}")), 1);
        assertThat(result.at("/structuredContent/status").asText()).isEqualTo("running");
        assertThat(result.at("/structuredContent/batch").asText()).isEmpty();
    }

    /** Runs until nobody waits, without a job. */
    private static CommandRunner slow() {
        return (environment, watch, args) -> {
            environment.err().println("Starting the server.");
            while (watch.patient()) {
                Thread.onSpinWait();
            }
            return 0;
        };
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            status  | {'session': 's'}                    | "Call the same tool with the same arguments again for the result."
            preview | {'session': 's', 'output': 'o.png'} | "Call the same tool with the same arguments again for the result."
            preview | {'session': 's'}                    | "Call 'preview' with this session again"
            """)
    void aCallThatHasNotAnsweredYetContinues(String tool, String arguments, String hint) throws Exception {
        var result = answer(serve(slow(), Duration.ofMillis(200), call(1, tool, arguments)), 1);
        var error = result.at("/structuredContent/error");
        assertThat(error.path("message").asText())
                .isEqualTo("Longtake has not answered yet (Starting the server.). The call continues.");
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(error.path("hint").asText()).startsWith(hint);
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
