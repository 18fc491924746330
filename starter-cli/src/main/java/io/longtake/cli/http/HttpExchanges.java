package io.longtake.cli.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Requests and answers of the JDK's HTTP server. */
public final class HttpExchanges {
    private static final String REQUEST_SECONDS = "10";

    private HttpExchanges() {}

    /**
     * Limits the time in which a client has to send its request: a slow one must not occupy a thread for ever, and the JDK's server has
     * no limit by default. Works only before the first server is created.
     */
    public static void limitRequestTime() {
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    }

    public static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /**
     * Reads the body of a request.
     *
     * @return empty if it is too long; then the request is answered
     */
    public static Optional<byte[]> body(HttpExchange exchange, int maxMegabytes) throws IOException {
        int most = maxMegabytes << 20;
        byte[] body = exchange.getRequestBody().readNBytes(most + 1);
        if (body.length > most) {
            answer(exchange, 413, "text/plain", "The limit is " + maxMegabytes + " MB.\n");
            return Optional.empty();
        }
        return Optional.of(body);
    }

    /** Answers with a text, which is not cached. */
    public static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
