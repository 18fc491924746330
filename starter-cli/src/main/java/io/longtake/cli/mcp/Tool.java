package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.mcp.protocol.Messages;
import io.longtake.cli.mcp.protocol.ProtocolVersion;
import java.util.List;

/**
 * A command as an agent sees it. The tool has the name of the command.
 *
 * @param list the name of the list in the tool's result, for a command whose document is an array; else empty. The protocol
 *     requires an object
 */
record Tool(
        String name,
        String title,
        String description,
        Effect effect,
        Follows follows,
        String list,
        List<Parameter> parameters) {
    /** What a call changes. */
    enum Effect {
        /** Reads what this machine knows. */
        READS(true, false, true, false),
        /** Reads from the backend. */
        ASKS(true, false, true, true),
        /** Adds something; a repeated call adds it again. */
        ADDS(false, false, false, true),
        /** Completes what was asked for; a repeated call does nothing more. */
        COMPLETES(false, false, true, true),
        /** May replace or remove something. */
        CHANGES(false, true, false, true),
        /** The same; a repeated call does nothing more. */
        CHANGES_ONCE(false, true, true, true);

        private final boolean readOnly;
        private final boolean destructive;
        private final boolean idempotent;
        private final boolean openWorld;

        Effect(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
            this.readOnly = readOnly;
            this.destructive = destructive;
            this.idempotent = idempotent;
            this.openWorld = openWorld;
        }
    }

    /** What the command waits for, which decides what its task is. */
    enum Follows {
        NOTHING,
        /** One turn, whose document is the result. */
        TURN,
        /** Turns that make a film, with the document of a job. */
        JOB
    }

    ObjectNode definition(JsonNode outputSchema, ProtocolVersion version) {
        var tool = Messages.object();
        tool.put("name", name);
        tool.put("title", title);
        tool.put("description", description);
        var input = tool.putObject("inputSchema").put("type", "object");
        var properties = input.putObject("properties");
        parameters.forEach(parameter -> parameter.describe(properties));
        var required = input.putArray("required");
        parameters.stream().filter(Parameter::required).forEach(one -> required.add(one.name()));
        input.put("additionalProperties", false);
        tool.set("outputSchema", outputSchema);
        tool.putObject("annotations")
                .put("title", title)
                .put("readOnlyHint", effect.readOnly)
                .put("destructiveHint", effect.destructive)
                .put("idempotentHint", effect.idempotent)
                .put("openWorldHint", effect.openWorld);
        if (version == ProtocolVersion.V2025_11_25) {
            tool.putObject("execution").put("taskSupport", follows == Follows.NOTHING ? "forbidden" : "optional");
        }
        return tool;
    }
}
