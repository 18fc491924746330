package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a server offers. Thread-safe. */
public interface Methods {
    /** The capabilities that the server announces. */
    ObjectNode capabilities(ProtocolVersion version);

    /** Instructions for the model. */
    String instructions();

    /**
     * Answers a request.
     *
     * @return the result, without the fields that the protocol adds to every result
     * @throws RpcException if there is no such method, or its parameters are invalid
     */
    ObjectNode call(String method, ObjectNode params, Exchange exchange) throws RpcException;
}
