package io.longtake.activities.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the metrics at {@code GET /metrics}. One request at a time: only Prometheus asks, every few seconds. */
public final class MetricsServer implements AutoCloseable {
    private static final int MAX_REQUEST_SECONDS = 10;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    static {
        // A client that sends its request slowly must not occupy the only thread; the JDK's server has no limit by
        // default.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(MAX_REQUEST_SECONDS));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(MAX_REQUEST_SECONDS));
    }

    private final HttpServer server;
    private final ExecutorService thread;
    private final WorkerMetrics metrics;

    private MetricsServer(HttpServer server, WorkerMetrics metrics) {
        this.server = server;
        this.metrics = metrics;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "metrics");
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Starts a server.
     *
     * @param address port 0 chooses a free port
     * @throws IOException if the address can't be used
     */
    public static MetricsServer start(InetSocketAddress address, WorkerMetrics metrics) throws IOException {
        MetricsServer started = new MetricsServer(HttpServer.create(address, 0), metrics);
        started.server.createContext("/metrics", started::answer);
        started.server.setExecutor(started.thread);
        started.server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            boolean open = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                    .filter(accepted -> accepted.contains("application/openmetrics-text"))
                    .isPresent();
            String type = open ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : TEXT;
            byte[] body = metrics.scrape(type).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
