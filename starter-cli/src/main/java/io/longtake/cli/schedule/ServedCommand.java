package io.longtake.cli.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.JobWatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command that the worker runs in its own process, in its home. */
final class ServedCommand {
    private final Invocation invocation;
    private final Map<String, String> variables;

    /** @param variables in addition to those of this process */
    ServedCommand(Invocation invocation, Map<String, String> variables) {
        this.invocation = invocation;
        this.variables = variables;
    }

    /**
     * How a command ended.
     *
     * @param document its JSON document; missing if it printed none
     */
    record Result(int exit, JsonNode document, String messages) {
        /** The reason of a failure. */
        String reason() {
            var told = document.at("/error/message").asText("");
            return told.isEmpty() ? messages.strip() : told;
        }
    }

    /** Runs a command to its end. */
    Result run(List<String> line) {
        var own = invocation.environment();
        var all = new HashMap<>(own.environment());
        all.putAll(variables);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(line);
        arguments.addAll(
                1,
                List.of(
                        "--json",
                        "--no-input",
                        "--home",
                        invocation.home().root().toString()));
        int exit = invocation
                .runner()
                .run(
                        new Environment(
                                all,
                                own.workingDirectory(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                false),
                        JobWatch.TO_THE_END,
                        arguments.toArray(String[]::new));
        return new Result(exit, parsed(out.toString(StandardCharsets.UTF_8)), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isBlank()
                    ? MissingNode.getInstance()
                    : CommandOutput.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the command printed something else than a JSON document: " + text, e);
        }
    }
}
