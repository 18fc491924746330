package io.longtake.cli.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.reference.JsonPage.Document;
import io.longtake.cli.reference.JsonPage.Field;
import io.longtake.cli.reference.JsonPage.Printed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The JSON Schemas of the results of the MCP server's tools, made like those of the commands. The protocol requires an object, so the
 * fields of alternative documents are in one, and a list has a name.
 */
final class ToolSchemas {
    private static final List<String> TOOLS = List.of(
            "make",
            "new",
            "upload",
            "edit",
            "export",
            "status",
            "show",
            "wait",
            "cancel",
            "rebuild",
            "batch",
            "preview",
            "credits",
            "sessions",
            "reconcile");
    /** What only {@code --dry-run} prints, which no tool has. */
    private static final String PLAN = "plan";

    private static final Map<String, String> NAMES_OF_LISTS = Map.of("sessions", "sessions", "reconcile", "findings");

    private final JsonPage page;
    private final JsonSchemas schemas;

    private ToolSchemas(JsonPage page) {
        this.page = page;
        this.schemas = new JsonSchemas(page);
    }

    static String of(JsonPage page) {
        var made = new ToolSchemas(page);
        var all = JsonNodeFactory.instance.objectNode();
        TOOLS.forEach(tool -> all.set(tool, made.ofTool(tool)));
        return JsonSchemas.text(all);
    }

    private ObjectNode ofTool(String tool) {
        var used = new TreeSet<String>();
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var field : fields(tool)) {
            properties.set(field.name(), schemas.field(field, used));
            if (!field.optional()) {
                required.add(field.name());
            }
        }
        if (!used.isEmpty()) {
            schema.set("$defs", schemas.definitions(used));
        }
        return schema;
    }

    private List<Field> fields(String tool) {
        var printed = page.printedBy(tool);
        var list = NAMES_OF_LISTS.get(tool);
        var fields = new ArrayList<Field>();
        if (list == null) {
            addOfDocuments(printed, fields);
        } else {
            fields.add(new Field(list, printed.type(), "the list", false));
        }
        if (tool.equals("preview")) {
            fields.replaceAll(field -> field.name().equals("output")
                    ? new Field("output", "string or null", "the path of the contact sheet, if one was given", false)
                    : field);
        }
        if (tool.equals("batch")) {
            fields.add(new Field("status", "string", "`running` while the batch continues; otherwise absent", true));
        }
        return fields;
    }

    /** A field that only some of the documents have is optional. */
    private void addOfDocuments(Printed printed, List<Field> fields) {
        var documents = Arrays.stream(printed.type().split(" or ", -1))
                .filter(name -> !name.equals(PLAN))
                .map(page::document)
                .toList();
        var known = new TreeSet<String>();
        documents.stream()
                .flatMap(document -> document.fields().stream())
                .filter(field -> known.add(field.name()))
                .forEach(field -> fields.add(new Field(
                        field.name(), field.type(), field.meaning(), !isAlwaysThere(field.name(), documents))));
        page.document("additions").fields().stream()
                .filter(field -> printed.additions().contains(field.name()))
                .forEach(field -> fields.add(new Field(field.name(), field.type(), field.meaning(), true)));
    }

    private static boolean isAlwaysThere(String name, List<Document> documents) {
        return documents.stream().allMatch(document -> document.fields().stream()
                .anyMatch(field -> field.name().equals(name) && !field.optional()));
    }
}
