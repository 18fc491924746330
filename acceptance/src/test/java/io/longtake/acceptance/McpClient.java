package io.longtake.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of {@code longtake mcp} that sends JSON lines. Whatever the server prints has to be a protocol message. */
final class McpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_SECONDS = 60;

    final Process server;
    private final OutputStream toServer;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    final Queue<JsonNode> notifications = new ConcurrentLinkedQueue<>();
    final Queue<String> noMessages = new ConcurrentLinkedQueue<>();

    McpClient(Process server) {
        this.server = server;
        this.toServer = server.getOutputStream();
        Thread reader = new Thread(this::read, "reads the server");
        reader.setDaemon(true);
        reader.start();
        Thread errors = new Thread(() -> drain(server), "reads the server's stderr");
        errors.setDaemon(true);
        errors.start();
    }

    private static void drain(Process server) {
        try {
            server.getErrorStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                received(line);
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void received(String line) {
        try {
            JsonNode message = JSON.readTree(line);
            CompletableFuture<JsonNode> asked =
                    waiting.remove(message.path("id").asInt());
            if (asked != null) {
                asked.complete(message);
            } else if (message.path("method").asText().startsWith("notifications/")) {
                notifications.add(message);
            } else {
                noMessages.add(line);
            }
        } catch (IOException e) {
            noMessages.add(line);
        }
    }

    CompletableFuture<JsonNode> send(String method, String params) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> response = new CompletableFuture<>();
        waiting.put(id, response);
        ObjectNode message = JSON.createObjectNode();
        message.put("jsonrpc", "2.0").put("id", id).put("method", method);
        try {
            message.set("params", JSON.readTree(params.replace('\'', '"')));
            toServer.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            toServer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    static JsonNode answer(CompletableFuture<JsonNode> response) {
        try {
            return response.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the server does not answer", e);
        }
    }

    /** Sends a request that has to succeed. */
    JsonNode ask(String method, String params) {
        JsonNode answer = answer(send(method, params));
        if (!answer.has("result")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer.path("result");
    }

    JsonNode call(String tool, String arguments) {
        return ask("tools/call", "{'name': '" + tool + "', 'arguments': " + arguments + "}");
    }

    McpClient initialized() {
        ask(
                "initialize",
                "{'protocolVersion': '2025-11-25', 'capabilities': {}, 'clientInfo': {'name': 'test', 'version': '1'}}");
        return this;
    }

    @Override
    public void close() {
        try {
            toServer.close();
            server.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.destroyForcibly();
        }
    }
}
