package io.longtake.cli.codec;

import static io.longtake.cli.http.HttpExchanges.answer;
import static io.longtake.cli.http.HttpExchanges.body;
import static io.longtake.cli.http.HttpExchanges.header;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.longtake.cli.http.HttpExchanges;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Temporal's codec protocol over HTTP: {@code POST /decode} and {@code POST /encode} with payloads in protobuf's JSON. Users of the
 * web UI sign in on the start page, which sets a cookie; the {@code temporal} program sends the token with {@code --codec-auth}.
 */
public final class CodecServer implements AutoCloseable {
    private static final int MAX_MEGABYTES = 16;
    private static final int MAX_THREADS = 64;
    private static final int MAX_RESPONSE_SECONDS = 10;

    static {
        HttpExchanges.limitRequestTime();
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(MAX_RESPONSE_SECONDS));
    }

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Longtake codec server</title>
            <style>body{font:16px system-ui;margin:3rem auto;max-width:30rem;padding:0 1rem}input{font:inherit;width:100%%}</style>
            <h1>Codec server</h1><p role="status">%s</p>
            <form method="post"><label>Token <input name="token" type="password" autocomplete="off" required></label>
            <p><button>Sign in</button></p></form></html>
            """;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CodecAccess access;

    private CodecServer(HttpServer server, CodecAccess access) {
        this.server = server;
        this.access = access;
        this.threads = Executors.newFixedThreadPool(MAX_THREADS, task -> {
            Thread thread = new Thread(task, "codec");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server.
     *
     * @param address port 0 chooses a free port
     */
    static CodecServer start(InetSocketAddress address, PayloadCodec codec, CodecAccess access) throws IOException {
        CodecServer started = new CodecServer(HttpServer.create(address, 0), access);
        started.server.createContext("/", started::signIn);
        started.server.createContext("/decode", exchange -> started.convert(exchange, codec::decode));
        started.server.createContext("/encode", exchange -> started.convert(exchange, codec::encode));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void convert(HttpExchange exchange, UnaryOperator<List<Payload>> conversion) throws IOException {
        try (exchange) {
            Optional<String> origin = header(exchange, "Origin");
            if (origin.isPresent() && !access.isAllowedOrigin(origin.get())) {
                answer(exchange, 403, "text/plain", "The origin " + origin.get() + " is not allowed.\n");
                return;
            }
            origin.ifPresent(allowed -> allow(exchange, allowed));
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "text/plain", "Use POST.\n");
            } else if (!access.isSignedIn(header(exchange, "Authorization"), header(exchange, "Cookie"))) {
                answer(exchange, 401, "text/plain", "The token is missing or wrong.\n");
            } else {
                Optional<byte[]> body = body(exchange, MAX_MEGABYTES);
                if (body.isPresent()) {
                    convert(exchange, body.get(), conversion);
                }
            }
        }
    }

    private static void convert(HttpExchange exchange, byte[] body, UnaryOperator<List<Payload>> conversion)
            throws IOException {
        try {
            Payloads.Builder read = Payloads.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(new String(body, StandardCharsets.UTF_8), read);
            Payloads converted = Payloads.newBuilder()
                    .addAllPayloads(conversion.apply(read.getPayloadsList()))
                    .build();
            answer(exchange, 200, "application/json", JsonFormat.printer().print(converted));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            // The parser reports data that is not Base64 as an illegal argument.
            answer(exchange, 400, "text/plain", "The body is not a JSON object with payloads.\n");
        } catch (PayloadCodecException e) {
            answer(exchange, 400, "text/plain", e.getMessage() + "\n");
        }
    }

    private static void allow(HttpExchange exchange, String origin) {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
        exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
        exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "POST, OPTIONS");
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Content-Type, X-Namespace, Authorization");
        exchange.getResponseHeaders().set("Vary", "Origin");
    }

    private void signIn(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/")) {
                answer(exchange, 404, "text/plain", "Not found.\n");
            } else if (exchange.getRequestMethod().equals("GET")) {
                page(exchange, 200, "Enter the token to let this browser read encrypted payloads.");
            } else if (exchange.getRequestMethod().equals("POST")) {
                String form = new String(exchange.getRequestBody().readNBytes(4096), StandardCharsets.UTF_8);
                if (access.isToken(token(form))) {
                    exchange.getResponseHeaders()
                            .set(
                                    "Set-Cookie",
                                    CodecAccess.COOKIE + "=" + access.newSession()
                                            + "; HttpOnly; SameSite=Strict; Path=/");
                    page(exchange, 200, "Signed in. The web UI can read encrypted payloads now.");
                } else {
                    page(exchange, 401, "The token is wrong.");
                }
            } else {
                answer(exchange, 405, "text/plain", "Use GET or POST.\n");
            }
        }
    }

    private static String token(String form) {
        try {
            return form.startsWith("token=")
                    ? URLDecoder.decode(form.substring("token=".length()), StandardCharsets.UTF_8)
                            .strip()
                    : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void page(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
        answer(exchange, status, "text/html; charset=utf-8", PAGE.formatted(message));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
