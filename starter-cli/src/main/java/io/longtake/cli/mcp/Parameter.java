package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An argument of a tool, and how a command takes it.
 *
 * @param name in the tool's arguments
 * @param option the option of the command, such as {@code --prompt}; empty for a positional argument
 */
record Parameter(String name, Kind kind, String option, boolean required, String description, List<String> choices) {
    /** What an argument contains. */
    enum Kind {
        TEXT("string"),
        NUMBER("number"),
        COUNT("integer"),
        FLAG("boolean"),
        /** Files and addresses to upload. */
        SOURCES("array"),
        /** A file or folder to write. */
        OUTPUT("string"),
        /** A manifest, or a folder of images. */
        MANIFEST("string");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    static Parameter positional(String name, Kind kind, String description) {
        return new Parameter(name, kind, "", true, description, List.of());
    }

    static Parameter option(String name, Kind kind, String description) {
        return new Parameter(name, kind, "--" + name.replace('_', '-'), false, description, List.of());
    }

    Parameter mandatory() {
        return new Parameter(name, kind, option, true, description, choices);
    }

    Parameter optional() {
        return new Parameter(name, kind, option, false, description, choices);
    }

    Parameter oneOf(String... values) {
        return new Parameter(name, kind, option, required, description, List.of(values));
    }

    boolean isPositional() {
        return option.isEmpty();
    }

    void describe(ObjectNode properties) {
        var property = properties.putObject(name);
        property.put("type", kind.type);
        property.put("description", description);
        if (kind == Kind.SOURCES) {
            property.putObject("items").put("type", "string");
            property.put("minItems", 1);
        }
        choices.forEach(value -> property.withArray("enum").add(value));
    }
}
