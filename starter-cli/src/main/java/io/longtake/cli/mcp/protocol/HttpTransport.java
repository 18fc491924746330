package io.longtake.cli.mcp.protocol;

import static io.longtake.cli.http.HttpExchanges.answer;
import static io.longtake.cli.http.HttpExchanges.body;
import static io.longtake.cli.http.HttpExchanges.header;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.longtake.cli.http.HttpExchanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * The protocol over HTTP on this machine: {@code POST /mcp} with one message. A request is answered with an event stream if it asks
 * for progress, else with JSON.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int MAX_MEGABYTES = 4;
    private static final int MAX_SESSIONS = 1000;
    private static final String SESSION = "Mcp-Session-Id";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    static {
        HttpExchanges.limitRequestTime();
    }

    private final HttpServer server;
    private final ExecutorService threads = RequestThreads.start();
    private final Dispatcher dispatcher;
    private final byte[] authorization;
    private final Map<String, Connection> sessions = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Connection> eldest) {
            // Its client, if there still is one, initializes a new session.
            return size() > MAX_SESSIONS;
        }
    });

    private HttpTransport(HttpServer server, Methods methods, String token) {
        this.server = server;
        this.dispatcher = new Dispatcher(methods);
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Starts a server on the loopback address.
     *
     * @param port 0 chooses a free port
     * @param token only its holders are answered
     */
    public static HttpTransport start(Methods methods, int port, String token) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var started = new HttpTransport(HttpServer.create(address, 0), methods, token);
        started.server.createContext("/", started::handle);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (header(exchange, "Origin").filter(origin -> !isLocal(origin)).isPresent()) {
                refuse(exchange, 403, "The origin is not allowed.");
            } else if (!isAuthorized(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                refuse(exchange, 401, "The bearer token is missing or wrong.");
            } else if (!exchange.getRequestURI().getPath().equals("/mcp")) {
                refuse(exchange, 404, "The endpoint is /mcp.");
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                header(exchange, SESSION).ifPresent(sessions::remove);
                exchange.sendResponseHeaders(204, -1);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST, DELETE");
                refuse(exchange, 405, "Use POST.");
            } else {
                receive(exchange);
            }
        }
    }

    /** Refuses pages of other sites, which a browser may have been lured to. */
    private static boolean isLocal(String origin) {
        try {
            return LOOPBACK.contains(String.valueOf(URI.create(origin).getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        var given = header(exchange, "Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, authorization);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = body(exchange, MAX_MEGABYTES);
        if (body.isEmpty()) {
            return;
        }
        JsonNode message;
        try {
            message = Messages.parse(new String(body.get(), StandardCharsets.UTF_8));
            Headers.check(message, name -> header(exchange, name));
        } catch (RpcException e) {
            json(exchange, 400, Messages.error(MissingNode.getInstance(), e));
            return;
        }
        connection(exchange, message).ifPresentOrElse(connection -> dispatch(exchange, message, connection), () -> {
            try {
                refuse(exchange, 404, "This session is not known. Initialize a new one.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns the client's connection; a new one for a handshake; empty if the named one is not known. */
    private Optional<Connection> connection(HttpExchange exchange, JsonNode message) {
        if (message.path("method").asText().equals("initialize")) {
            var id = UUID.randomUUID().toString();
            var connection = new Connection();
            sessions.put(id, connection);
            exchange.getResponseHeaders().set(SESSION, id);
            return Optional.of(connection);
        }
        if (message.path("params").path("_meta").has(Dispatcher.VERSION)) {
            return Optional.of(new Connection());
        }
        var session = header(exchange, SESSION);
        return session.isEmpty() ? Optional.of(new Connection()) : Optional.ofNullable(sessions.get(session.get()));
    }

    private void dispatch(HttpExchange exchange, JsonNode message, Connection connection) {
        try {
            if (!Dispatcher.isRequest(message)) {
                var error = dispatcher.handle(message, connection, any -> {});
                if (error.isPresent()) {
                    json(exchange, 400, error.get());
                } else {
                    exchange.sendResponseHeaders(202, -1);
                }
            } else if (message.path("params").path("_meta").has("progressToken")) {
                stream(exchange, message, connection);
            } else {
                var response = dispatcher.handle(message, connection, any -> {});
                if (response.isPresent()) {
                    json(exchange, Headers.status(message, response.get()), response.get());
                } else {
                    // The client cancelled the request and expects nothing.
                    exchange.sendResponseHeaders(204, -1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stream(HttpExchange exchange, JsonNode message, Connection connection) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        dispatcher
                .handle(message, connection, notification -> {
                    try {
                        event(exchange, notification);
                    } catch (IOException e) {
                        // The client is gone. It may ask for the job again.
                        connection.cancel(message.get("id"));
                    }
                })
                .ifPresent(response -> {
                    try {
                        event(exchange, response);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void event(HttpExchange exchange, ObjectNode message) throws IOException {
        var body = exchange.getResponseBody();
        body.write(("event: message\ndata: " + Messages.text(message) + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static void json(HttpExchange exchange, int status, ObjectNode message) throws IOException {
        answer(exchange, status, "application/json", Messages.text(message));
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        answer(exchange, status, "text/plain; charset=utf-8", sentence + "\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
