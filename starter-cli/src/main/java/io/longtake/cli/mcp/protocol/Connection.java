package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A client: the version that it agreed on, if it has shaken hands, and its requests in progress. Thread-safe. */
final class Connection {
    private volatile ProtocolVersion version = ProtocolVersion.V2025_06_18;
    private final Map<JsonNode, Exchange> running = new ConcurrentHashMap<>();

    ProtocolVersion version() {
        return version;
    }

    void agree(ProtocolVersion agreed) {
        version = agreed;
    }

    void begin(JsonNode id, Exchange exchange) {
        running.put(id, exchange);
    }

    void end(JsonNode id, Exchange exchange) {
        running.remove(id, exchange);
    }

    /** Cancels a request. One that is unknown or has ended is ignored, as the protocol requires. */
    void cancel(JsonNode id) {
        Optional.ofNullable(running.get(id)).ifPresent(Exchange::cancel);
    }
}
