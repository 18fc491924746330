package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON-RPC messages. */
public final class Messages {
    /** Writes no line breaks: over pipes, each line is a message. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Messages() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode parse(String text) throws RpcException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RpcException(RpcException.PARSE_ERROR, "Not JSON: " + e.getOriginalMessage());
        }
    }

    public static String text(JsonNode message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message can't be written as JSON", e);
        }
    }

    static ObjectNode notification(String method, ObjectNode params) {
        var message = message();
        message.put("method", method);
        message.set("params", params);
        return message;
    }

    static ObjectNode response(JsonNode id, ObjectNode result) {
        var message = message();
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    /** @param id null in JSON if the request's ID is not known */
    static ObjectNode error(JsonNode id, RpcException e) {
        var message = message();
        message.set("id", id.isMissingNode() ? NullNode.instance : id);
        var error = message.putObject("error");
        error.put("code", e.code());
        error.put("message", String.valueOf(e.getMessage()));
        e.data().ifPresent(data -> error.set("data", data));
        return message;
    }

    private static ObjectNode message() {
        return object().put("jsonrpc", "2.0");
    }
}
