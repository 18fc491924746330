package io.longtake.activities.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Stands between a client and a server, and disturbs the connections that it is told to. Forwards one request for each connection, so that
 * each request can be treated differently.
 */
final class Interference implements AutoCloseable {
    private final ServerSocket socket;
    private final int server;
    private volatile Rule rule = request -> Disturbance.NONE;

    /** What happens to a request. */
    enum Disturbance {
        NONE,
        /** The server handles the request, but the client gets no answer. */
        LOSE_ANSWER,
        /** The client gets half of the answer's bytes. */
        CUT_ANSWER,
        /** The server gets half of the request's bytes. */
        CUT_REQUEST,
        /** The answer is an error of the server, which does not see the request. */
        ERROR_500
    }

    /** Decides by the first line of the request, such as {@code PUT /bucket/key HTTP/1.1}. */
    interface Rule {
        Disturbance of(String request);
    }

    Interference(int server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "interference");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void disturb(Rule as) {
        rule = as;
    }

    /** Disturbs the first request that matches, and no other. */
    void once(Predicate<String> request, Disturbance how) {
        rule = new Rule() {
            private boolean done;

            @Override
            public synchronized Disturbance of(String line) {
                if (done || !request.test(line)) {
                    return Disturbance.NONE;
                }
                done = true;
                return how;
            }
        };
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread handler = new Thread(() -> handle(client), "interference-connection");
                handler.setDaemon(true);
                handler.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void handle(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            byte[] head = head(in);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            String line = text.substring(0, text.indexOf("\r\n"));
            byte[] body = in.readNBytes(length(text));
            Disturbance how = rule.of(line);
            if (how == Disturbance.ERROR_500) {
                client.getOutputStream()
                        .write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            byte[] answer = ask(text, body, how == Disturbance.CUT_REQUEST ? body.length / 2 : body.length);
            int sent =
                    switch (how) {
                        case LOSE_ANSWER, CUT_REQUEST -> 0;
                        case CUT_ANSWER -> answer.length / 2;
                        default -> answer.length;
                    };
            client.getOutputStream().write(answer, 0, sent);
            client.getOutputStream().flush();
        } catch (IOException broken) {
            // The other side sees a broken connection too.
        }
    }

    private byte[] ask(String head, byte[] body, int bytes) throws IOException {
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            OutputStream out = upstream.getOutputStream();
            // One request for each connection: the end of the answer is then the end of the connection.
            out.write(head.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
                    .replaceFirst("(?i)\r\nConnection: keep-alive", "")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, 0, bytes);
            out.flush();
            return bytes < body.length ? new byte[0] : upstream.getInputStream().readAllBytes();
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
