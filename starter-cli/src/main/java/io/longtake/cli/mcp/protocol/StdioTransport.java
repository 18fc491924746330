package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The protocol over pipes: each line is a message. Requests are answered concurrently, in the order in which they end. */
public final class StdioTransport {
    /** How long requests that are in progress when the client leaves may take: it may still read what it asked for. */
    private static final long LAST_ANSWERS_SECONDS = 3;

    /** How long they may take to end when nobody waits for them any more. */
    private static final long LEAVING_SECONDS = 2;

    private final Dispatcher dispatcher;
    private final PrintStream out;
    private final ExecutorService threads;
    private final Connection connection = new Connection();

    private StdioTransport(Methods methods, PrintStream out) {
        this.dispatcher = new Dispatcher(methods);
        this.out = out;
        this.threads = RequestThreads.start();
    }

    /**
     * Serves one client until it closes the input.
     *
     * @param out receives protocol messages, and nothing else
     * @param leaving ends the requests that are still in progress a while after the end of the input
     */
    public static void serve(Methods methods, InputStream in, PrintStream out, Runnable leaving)
            throws IOException, InterruptedException {
        new StdioTransport(methods, out).serve(in, leaving);
    }

    private void serve(InputStream in, Runnable leaving) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                receive(line);
            }
        }
        threads.shutdown();
        if (!threads.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
            leaving.run();
            if (!threads.awaitTermination(LEAVING_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
    }

    private void receive(String line) {
        JsonNode message;
        try {
            message = Messages.parse(line);
        } catch (RpcException e) {
            send(Messages.error(MissingNode.getInstance(), e));
            return;
        }
        if (Dispatcher.isRequest(message) && !message.path("method").asText().equals("initialize")) {
            threads.execute(() -> dispatch(message));
        } else {
            // Those that must be handled in order: the handshake and cancellations.
            dispatch(message);
        }
    }

    private void dispatch(JsonNode message) {
        dispatcher.handle(message, connection, this::send).ifPresent(this::send);
    }

    private synchronized void send(JsonNode message) {
        out.print(Messages.text(message) + "\n");
        out.flush();
    }
}
