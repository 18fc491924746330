package io.longtake.cli.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.reference.JsonPage.Document;
import io.longtake.cli.reference.JsonPage.Field;
import io.longtake.cli.reference.JsonPage.Printed;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * JSON Schemas (2020-12) of what commands print with {@code --json}, made from {@code json.txt}. Each is self-contained. Fields that
 * a schema does not list are allowed, because new ones may be added.
 */
final class JsonSchemas {
    /** Increases when a field is removed, renamed, or gets another meaning. */
    static final int VERSION = 1;

    /** The name of the schema of a line that {@code --events} prints. */
    static final String EVENTS = "events";

    private static final String FAILURE = "failure";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Map<String, String> PLAIN = Map.of(
            "string", "string",
            "strings", "string",
            "integer", "integer",
            "integers", "integer",
            "number", "number",
            "boolean", "boolean",
            "null", "null");
    /** All values of a string, at the beginning of its meaning. */
    private static final Pattern VALUES = Pattern.compile("(`[^`]+`(?:, `[^`]+`)* or `[^`]+`)(?:;.*)?");

    /** The only value of a string. */
    private static final Pattern ALWAYS = Pattern.compile("always `([^`]+)`.*");

    private static final Pattern VALUE = Pattern.compile("`([^`]+)`");

    private final JsonPage page;

    JsonSchemas(JsonPage page) {
        this.page = page;
    }

    /** Returns the schemas as texts, by the name of the command with dashes, such as {@code config-get}. */
    Map<String, String> all() {
        var schemas = new TreeMap<String, String>();
        page.printed().forEach(printed -> printed.commands().forEach(command -> {
            var name = command.replace(' ', '-');
            schemas.put(name, text(schema(name, command + " --json", printed, true)));
        }));
        schemas.put(EVENTS, text(schema(EVENTS, "COMMAND --events, one line", page.events(), false)));
        return schemas;
    }

    static String text(ObjectNode schema) {
        try {
            return MAPPER.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param mayFail whether a {@code failure} may take the place of the document */
    private ObjectNode schema(String name, String title, Printed printed, boolean mayFail) {
        var schema = MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:longtake:schema:v" + VERSION + ":" + name);
        schema.put("title", "longtake " + title);
        var used = new TreeSet<String>(mayFail ? Set.of(FAILURE) : Set.of());
        var choices = schema.putArray("anyOf");
        if (!printed.type().equals("nothing")) {
            for (var alternative : printed.type().split(" or ", -1)) {
                choices.add(alternative(alternative, printed.additions(), used));
            }
        }
        if (mayFail) {
            choices.add(MAPPER.createObjectNode().put("$ref", "#/$defs/" + FAILURE));
        }
        schema.set("$defs", definitions(used));
        return schema;
    }

    /** Returns the schemas of these documents and of all documents in them, by name. */
    ObjectNode definitions(Set<String> used) {
        var definitions = MAPPER.createObjectNode();
        Deque<String> open = new ArrayDeque<>(used);
        var done = new TreeSet<String>();
        while (!open.isEmpty()) {
            var next = open.pop();
            if (done.add(next)) {
                var more = new TreeSet<String>();
                definitions.set(next, object(page.document(next), more));
                open.addAll(more);
            }
        }
        return definitions;
    }

    private ObjectNode alternative(String type, List<String> additions, Set<String> used) {
        var schema = type(type, used);
        if (!additions.isEmpty() && schema.has("$ref")) {
            var properties = schema.putObject("properties");
            page.document("additions").fields().stream()
                    .filter(field -> additions.contains(field.name()))
                    .forEach(field -> properties.set(field.name(), field(field, used)));
        }
        return schema;
    }

    private ObjectNode object(Document document, Set<String> used) {
        var schema = MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        document.fields().forEach(field -> properties.set(field.name(), field(field, used)));
        var required = schema.putArray("required");
        document.fields().stream()
                .filter(field -> !field.optional())
                .map(Field::name)
                .forEach(required::add);
        return schema;
    }

    /** @param used receives the names of the documents that the schema refers to */
    ObjectNode field(Field field, Set<String> used) {
        var schema = type(field.type(), used);
        schema.put("description", field.meaning());
        var only = ALWAYS.matcher(field.meaning());
        if (only.matches()) {
            schema.put("const", only.group(1));
        }
        var values = VALUES.matcher(field.meaning());
        if (field.type().equals("string") && values.matches()) {
            var all = schema.putArray("enum");
            VALUE.matcher(values.group(1)).results().map(one -> one.group(1)).forEach(all::add);
        }
        return schema;
    }

    /** For example {@code string or null}, {@code array of turn}, {@code object of log}. */
    private ObjectNode type(String type, Set<String> used) {
        var alternatives = Arrays.asList(type.split(" or ", -1));
        if (alternatives.contains("any")) {
            return MAPPER.createObjectNode();
        }
        if (alternatives.stream().allMatch(PLAIN::containsKey)) {
            var schema = MAPPER.createObjectNode();
            if (alternatives.size() == 1) {
                return schema.put("type", PLAIN.get(type));
            }
            var types = schema.putArray("type");
            alternatives.forEach(one -> types.add(PLAIN.get(one)));
            return schema;
        }
        if (alternatives.size() > 1) {
            var schema = MAPPER.createObjectNode();
            var choices = schema.putArray("anyOf");
            alternatives.forEach(one -> choices.add(type(one, used)));
            return schema;
        }
        if (type.startsWith("array of ")) {
            var schema = MAPPER.createObjectNode().put("type", "array");
            schema.set("items", type(type.substring("array of ".length()), used));
            return schema;
        }
        if (type.startsWith("object of ")) {
            var schema = MAPPER.createObjectNode().put("type", "object");
            schema.set("additionalProperties", type(type.substring("object of ".length()), used));
            return schema;
        }
        used.add(type);
        return MAPPER.createObjectNode().put("$ref", "#/$defs/" + type);
    }
}
