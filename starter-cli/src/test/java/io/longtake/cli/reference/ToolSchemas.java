package io.longtake.cli.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.reference.JsonPage.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of the results of the MCP server's tools, generated from {@code json.txt}. */
final class ToolSchemas {
    /** The tools, and the name that the protocol needs for a document that is a list. */
    private static final Map<String, String> TOOLS = tools();

    private final JsonPage page;

    private ToolSchemas(JsonPage page) {
        this.page = page;
    }

    private static Map<String, String> tools() {
        var tools = new LinkedHashMap<String, String>();
        List.of(
                        "make", "new", "upload", "edit", "export", "status", "show", "wait", "cancel", "rebuild",
                        "batch", "preview", "credits")
                .forEach(tool -> tools.put(tool, ""));
        tools.put("sessions", "sessions");
        tools.put("reconcile", "findings");
        return tools;
    }

    static String of(JsonPage page) {
        var schemas = new ToolSchemas(page);
        var all = JsonNodeFactory.instance.objectNode();
        TOOLS.forEach((tool, list) -> all.set(tool, schemas.ofTool(tool, list)));
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode ofTool(String tool, String list) {
        var printed = page.printedBy(tool);
        if (!list.isEmpty()) {
            var schema = object();
            schema.putObject("properties").set(list, ofType(printed.type(), ""));
            schema.putArray("required").add(list);
            return schema;
        }
        var documents =
                Arrays.stream(printed.type().split(" or ")).map(page::document).toList();
        var schema = ofDocuments(documents);
        var properties = (ObjectNode) schema.path("properties");
        page.document("additions").fields().stream()
                .filter(field -> printed.additions().contains(field.name()))
                .forEach(field -> properties.set(field.name(), ofType(field.type(), field.meaning())));
        if (tool.equals("preview")) {
            // Without a path of the caller's, the picture is in the result only.
            properties.set("output", ofType("string or null", "the path of the contact sheet, if one was given"));
        }
        if (tool.equals("batch")) {
            properties.set("status", ofType("string", "`running` while the batch continues; otherwise absent"));
        }
        return schema;
    }

    /** The schema of a document that is one of several. */
    private ObjectNode ofDocuments(List<Document> documents) {
        var schema = object();
        var properties = schema.putObject("properties");
        var required = new ArrayList<String>();
        for (var document : documents) {
            for (var field : document.fields()) {
                if (!properties.has(field.name())) {
                    properties.set(field.name(), ofType(field.type(), field.meaning()));
                }
                boolean always = !field.optional()
                        && documents.stream().allMatch(other -> other.names().contains(field.name()));
                if (always && !required.contains(field.name())) {
                    required.add(field.name());
                }
            }
        }
        var array = schema.putArray("required");
        required.forEach(array::add);
        return schema;
    }

    private ObjectNode ofType(String type, String meaning) {
        boolean nullable = type.endsWith(" or null");
        var name = nullable ? type.substring(0, type.length() - " or null".length()) : type;
        var schema = name.startsWith("array of ") ? array(name.substring("array of ".length())) : named(name);
        if (nullable && schema.has("type")) {
            var one = schema.path("type").textValue();
            schema.putArray("type").add(one).add("null");
        }
        if (!meaning.isEmpty()) {
            schema.put("description", meaning);
        }
        return schema;
    }

    private ObjectNode array(String items) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        schema.set("items", ofType(items, ""));
        return schema;
    }

    private ObjectNode named(String name) {
        return switch (name) {
            case "string", "strings" -> simple("string");
            case "integer", "integers" -> simple("integer");
            case "number" -> simple("number");
            case "boolean" -> simple("boolean");
            case "any" -> JsonNodeFactory.instance.objectNode();
            default -> ofDocuments(List.of(page.document(name)));
        };
    }

    private static ObjectNode simple(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode object() {
        return simple("object");
    }
}
