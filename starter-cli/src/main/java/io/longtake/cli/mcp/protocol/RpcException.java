package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A request that can't be answered, with a code of JSON-RPC or of the protocol. */
public final class RpcException extends Exception {
    private static final long serialVersionUID = 1;

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    private static final int RESOURCE_NOT_FOUND = -32002;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;

    private final int code;
    private final transient Optional<JsonNode> data;

    RpcException(int code, String message, Optional<JsonNode> data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    RpcException(int code, String message) {
        this(code, message, Optional.empty());
    }

    public static RpcException methodNotFound(String method) {
        return new RpcException(METHOD_NOT_FOUND, "Method not found: " + method);
    }

    public static RpcException invalidParams(String message) {
        return new RpcException(INVALID_PARAMS, message);
    }

    /** Returns the failure for a resource that does not exist; versions have different codes for it. */
    public static RpcException resourceNotFound(String message, ProtocolVersion version) {
        return new RpcException(version.isStateless() ? INVALID_PARAMS : RESOURCE_NOT_FOUND, message);
    }

    public static RpcException internal(String message) {
        return new RpcException(INTERNAL_ERROR, message);
    }

    int code() {
        return code;
    }

    Optional<JsonNode> data() {
        return data;
    }
}
