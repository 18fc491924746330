package io.longtake.load.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.longtake.files.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One request and its response. */
final class Call {
    private static final String LINE_BREAK = "\r\n";

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** A request that the contract refuses. */
    static final class Refusal extends RuntimeException {
        private final int status;
        private final int code;

        private Refusal(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        static Refusal status(int status, String message) {
            return new Refusal(status, status, message);
        }

        /** A refusal in a response with status 200, as most of the contract's. */
        static Refusal code(int code, String message) {
            return new Refusal(200, code, message);
        }

        static Refusal unknownPath(Call call) {
            return status(404, "Not in the script: " + call.method() + " " + call.exchange.getRequestURI());
        }

        int status() {
            return status;
        }

        ObjectNode body() {
            return JsonNodeFactory.instance.objectNode().put("code", code).put("message", getMessage());
        }
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The segments of the path. */
    String[] path() {
        return exchange.getRequestURI().getPath().substring(1).split("/", -1);
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    void requireToken() {
        String credential = exchange.getRequestHeaders().getFirst("Authorization");
        if (credential == null || !credential.startsWith("Bearer nmv_usr_")) {
            throw Refusal.code(1001, "Invalid token.");
        }
    }

    /** The first file of a multipart body. */
    Project.Upload uploadedFile() throws IOException {
        byte[] body = body();
        // One character per byte, so that positions in the text are positions in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = LINE_BREAK + text.substring(0, text.indexOf(LINE_BREAK));
        int name = text.indexOf("filename=\"") + "filename=\"".length();
        int content = text.indexOf(LINE_BREAK + LINE_BREAK) + 2 * LINE_BREAK.length();
        byte[] file = Arrays.copyOfRange(body, content, text.indexOf(boundary, content));
        return new Project.Upload(text.substring(name, text.indexOf('"', name)), Sha256.of(file));
    }

    void envelope(JsonNode data) throws IOException {
        ObjectNode envelope =
                JsonNodeFactory.instance.objectNode().put("code", 0).put("message", "ok");
        envelope.set("data", data);
        json(200, envelope);
    }

    void json(int status, JsonNode body) throws IOException {
        // An unread body would make the server close the connection.
        body();
        send(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String type, byte[] content) throws IOException {
        send(200, type, content);
    }

    private void send(int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    /** A response of unknown length. */
    OutputStream stream(String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
