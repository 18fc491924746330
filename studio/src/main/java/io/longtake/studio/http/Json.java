package io.longtake.studio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON as trees, because the studio passes most of it on unchanged. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** {@code {"code":…,"message":…,"data":…}}. */
    public static ObjectNode envelope(int code, String message, JsonNode data) {
        ObjectNode envelope = object().put("code", code).put("message", message);
        envelope.set("data", data);
        return envelope;
    }

    /** Reads JSON that this studio wrote. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the JSON of a client.
     *
     * @throws Refusal 400 when it is not a JSON object
     */
    public static ObjectNode readObject(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw Refusal.status(400, "The body is not JSON.");
        }
        throw Refusal.status(400, "The body is not a JSON object.");
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
