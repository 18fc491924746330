package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.batch.BatchPlan;
import io.longtake.cli.batch.Entry;
import io.longtake.cli.batch.Manifest;
import io.longtake.cli.mcp.Parameter.Kind;
import io.longtake.cli.media.FileLookup;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.PromptFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the arguments of a tool into those of a command. Paths become absolute, without links, and stay within the roots. */
final class Arguments {
    private final Tool tool;
    private final ObjectNode given;
    private final Roots roots;
    private final Path userHome;
    private final List<String> line;

    private Arguments(Tool tool, ObjectNode given, Roots roots, Path userHome) {
        this.tool = tool;
        this.given = present(given);
        this.roots = roots;
        this.userHome = userHome;
        this.line = checkedLine();
    }

    /**
     * Checks the arguments. One that is null counts as absent.
     *
     * @param userHome the folder for which commands read {@code ~}
     * @throws CommandFailure exit 2, if an argument is missing, unknown, of another type, or a path outside of the roots; exit 3,
     *     if a file does not exist
     */
    static Arguments of(Tool tool, ObjectNode given, Roots roots, Path userHome) {
        return new Arguments(tool, given, roots, userHome);
    }

    private ObjectNode present(ObjectNode given) {
        given.fieldNames().forEachRemaining(this::refuseUnknown);
        var present = given.deepCopy();
        present.properties().removeIf(field -> field.getValue().isNull());
        return present;
    }

    /** Returns the command line. */
    List<String> line() {
        return line;
    }

    /** Returns the arguments that are not null. */
    ObjectNode given() {
        return given;
    }

    private List<String> checkedLine() {
        var line = new ArrayList<String>(List.of(tool.name()));
        var positional = new ArrayList<String>();
        for (var parameter : tool.parameters()) {
            var value = given.path(parameter.name());
            if (value.isMissingNode()) {
                if (parameter.required()) {
                    throw wrong("needs the argument '" + parameter.name() + "'");
                }
            } else if (parameter.isPositional()) {
                positional.addAll(values(parameter, value));
            } else {
                line.addAll(options(parameter, value));
            }
        }
        // Whatever follows is not an option, even if it begins like one.
        line.add("--");
        line.addAll(positional);
        refuseForeignRows();
        return line;
    }

    private void refuseUnknown(String name) {
        if (tool.parameters().stream().noneMatch(one -> one.name().equals(name))) {
            throw wrong("has no argument '" + name + "'. It has: "
                    + tool.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ")));
        }
    }

    private List<String> options(Parameter parameter, JsonNode value) {
        if (parameter.kind() == Kind.FLAG) {
            if (!value.isBoolean()) {
                throw ofAnotherType(parameter, value, "true or false");
            }
            return value.booleanValue() ? List.of(parameter.option()) : List.of();
        }
        var text = values(parameter, value).get(0);
        // An option that is named by the choice, such as --finish.
        return parameter.option().equals("--") ? List.of("--" + text) : List.of(parameter.option() + "=" + text);
    }

    private List<String> values(Parameter parameter, JsonNode value) {
        return switch (parameter.kind()) {
            case TEXT -> List.of(chosen(parameter, text(parameter, value)));
            case OUTPUT -> List.of(roots.toWrite(text(parameter, value)).toString());
            case MANIFEST -> List.of(roots.toRead(text(parameter, value)).toString());
            case SOURCES -> sources(parameter, value);
            case COUNT -> {
                if (!value.isIntegralNumber()) {
                    throw ofAnotherType(parameter, value, "a whole number");
                }
                yield List.of(value.asText());
            }
            case NUMBER -> {
                if (!value.isNumber()) {
                    throw ofAnotherType(parameter, value, "a number");
                }
                yield List.of(value.decimalValue().stripTrailingZeros().toPlainString());
            }
            case FLAG -> throw new IllegalStateException("a flag has no value");
        };
    }

    private String text(Parameter parameter, JsonNode value) {
        if (!value.isTextual()) {
            throw ofAnotherType(parameter, value, "a string");
        }
        // On a command line, this prompt stands for standard input, which belongs to the protocol here.
        if (parameter.name().equals("prompt") && value.textValue().strip().equals(PromptFile.STDIN)) {
            throw wrong("needs a prompt in words, not '-'");
        }
        return value.textValue();
    }

    private String chosen(Parameter parameter, String text) {
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
            throw wrong("takes '" + parameter.name() + "' as one of " + String.join(", ", parameter.choices())
                    + ", not '" + text + "'");
        }
        return text;
    }

    private List<String> sources(Parameter parameter, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            throw ofAnotherType(parameter, value, "a list with at least one path or address");
        }
        var sources = new ArrayList<String>();
        for (var element : value) {
            var source = text(parameter, element);
            sources.add(Roots.isAddress(source) ? source : roots.toRead(source).toString());
        }
        return sources;
    }

    /** The rows of a manifest name files, too. */
    private void refuseForeignRows() {
        for (var parameter : tool.parameters()) {
            if (parameter.kind() == Kind.MANIFEST) {
                var manifest =
                        Manifest.read(roots.toRead(given.path(parameter.name()).asText()));
                var outputs = given.has("output_dir")
                        ? roots.toWrite(given.path("output_dir").asText())
                        : manifest.folder();
                var files = new FileLookup(manifest.folder(), userHome);
                manifest.entries().forEach(row -> {
                    var file = Roots.isAddress(row.file()) ? Optional.<Path>empty() : file(files, row.file());
                    refuseForeignOutput(outputs, row, file);
                });
            }
        }
    }

    /** Returns the file of a row, wherever the command would find it; empty if there is none. */
    private Optional<Path> file(FileLookup files, String name) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        // The places are checked before the file: an agent must not learn which files exist elsewhere.
        files.places(name).forEach(place -> roots.toWrite(place.toString()));
        var file = files.file(name);
        file.ifPresent(found -> roots.toWrite(found.toString()));
        return file;
    }

    private void refuseForeignOutput(Path folder, Entry row, Optional<Path> file) {
        output(folder, row, file).ifPresent(path -> roots.toWrite(path.toString()));
    }

    private static Optional<Path> output(Path folder, Entry row, Optional<Path> file) {
        try {
            return Optional.of(folder.resolve(BatchPlan.outputName(row, file)));
        } catch (CommandFailure | InvalidPathException e) {
            // The command refuses this row: it has no usable file, or no usable name for the film.
            return Optional.empty();
        }
    }

    private static CommandFailure ofAnotherType(Parameter parameter, JsonNode value, String expected) {
        return CommandFailure.usage(
                "The argument '" + parameter.name() + "' must be " + expected + ", not " + value + ".");
    }

    private CommandFailure wrong(String sentence) {
        return CommandFailure.usage("The tool '" + tool.name() + "' " + sentence + ".");
    }
}
