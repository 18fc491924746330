package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.cli.batch.Manifest;
import io.longtake.cli.mcp.Parameter.Kind;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.request.PromptFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the arguments of a tool into those of a command. Paths become absolute, without links, and stay within the roots. */
final class Arguments {
    private final Tool tool;
    private final JsonNode given;
    private final Roots roots;

    private Arguments(Tool tool, JsonNode given, Roots roots) {
        this.tool = tool;
        this.given = given;
        this.roots = roots;
    }

    /**
     * Returns the command line.
     *
     * @throws CommandFailure exit 2, if an argument is missing, unknown, of another type, or a path outside of the roots; exit 3,
     *     if a file does not exist
     */
    static List<String> of(Tool tool, JsonNode given, Roots roots) {
        return new Arguments(tool, given, roots).line();
    }

    private List<String> line() {
        given.fieldNames().forEachRemaining(this::refuseUnknown);
        var line = new ArrayList<String>(List.of(tool.name()));
        var positional = new ArrayList<String>();
        for (var parameter : tool.parameters()) {
            var value = given.path(parameter.name());
            if (value.isMissingNode() || value.isNull()) {
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
                manifest.entries().forEach(row -> {
                    refuseForeign(manifest.folder(), row.file());
                    refuseForeign(outputs, row.output());
                });
            }
        }
    }

    private void refuseForeign(Path folder, String name) {
        if (!name.isBlank() && !Roots.isAddress(name)) {
            roots.toWrite(folder.resolve(name).toString());
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
