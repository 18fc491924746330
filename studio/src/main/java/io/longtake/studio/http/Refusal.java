package io.longtake.studio.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A request that is not carried out, in the form of the contract: an HTTP status, a code, a sentence. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode body;
    private final transient Map<String, String> headers;

    private Refusal(int status, String message, JsonNode body, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** HTTP 200 with a code other than zero: the form that the contract uses for most errors. */
    public static Refusal code(int code, String message) {
        return new Refusal(200, message, Json.envelope(code, message, Json.object()), Map.of());
    }

    /** An HTTP status that is also the envelope's code. */
    public static Refusal status(int status, String message) {
        return new Refusal(status, message, Json.envelope(status, message, Json.object()), Map.of());
    }

    /** An HTTP status and a body without the envelope. */
    public static Refusal plain(int status, String message, JsonNode body) {
        return new Refusal(status, message, body, Map.of());
    }

    public Refusal withHeader(String name, String value) {
        return new Refusal(status, String.valueOf(getMessage()), body, Map.of(name, value));
    }

    public static Refusal badToken() {
        return code(1001, "The token is missing, unknown or expired.");
    }

    public static Refusal noSession(String id) {
        return code(1002, "Session not found: " + id);
    }

    public static Refusal noCredits(int needed, int available) {
        return code(2001, "Not enough credits: " + needed + " required, " + available + " available.");
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
