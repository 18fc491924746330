package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares what a command prints with {@code --json} or {@code --events} with its JSON Schema. */
final class PrintedDocument {
    private static final Path SCHEMAS = Product.ROOT.resolve("docs/reference/schemas/v1");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PrintedDocument() {}

    /** Checks the output of a command that ended by itself; one that was killed may have printed nothing. */
    static void check(List<String> arguments, String out) {
        if (arguments.contains("--events")) {
            out.lines().forEach(line -> compare(arguments, SCHEMAS.resolve("events.json"), line));
        } else if (arguments.contains("--json") && !out.isBlank()) {
            compare(arguments, schema(arguments), out);
        }
    }

    private static void compare(List<String> arguments, Path schema, String out) {
        try {
            JsonNode document = JSON.readTree(out);
            var differences = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(JSON.readTree(schema.toFile()))
                    .validate(document);
            if (!differences.isEmpty()) {
                throw new AssertionError("longtake " + String.join(" ", arguments) + " printed something else than "
                        + schema.getFileName() + " describes: " + differences + "\n" + out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not one JSON document: " + out, e);
        }
    }

    private static Path schema(List<String> arguments) {
        Path ofTwoWords =
                SCHEMAS.resolve(arguments.size() > 1 ? arguments.get(0) + "-" + arguments.get(1) + ".json" : "none");
        return Files.exists(ofTwoWords) ? ofTwoWords : SCHEMAS.resolve(arguments.get(0) + ".json");
    }
}
