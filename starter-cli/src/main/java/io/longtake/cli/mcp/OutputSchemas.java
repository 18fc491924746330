package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The schemas of the tools' results. {@code schemas.json} is generated from the description of the commands' documents. */
final class OutputSchemas {
    private final JsonNode byTool;

    private OutputSchemas(JsonNode byTool) {
        this.byTool = byTool;
    }

    static OutputSchemas read() {
        try (var file = Objects.requireNonNull(OutputSchemas.class.getResourceAsStream("schemas.json"))) {
            return new OutputSchemas(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode of(Tool tool) {
        return Objects.requireNonNull(byTool.get(tool.name()), tool.name());
    }
}
