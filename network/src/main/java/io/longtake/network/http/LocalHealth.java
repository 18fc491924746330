package io.longtake.network.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Queries the health of the installation's own services. Uses a socket, because an HTTP client loads TLS and proxy support,
 * which these requests do not need.
 */
public final class LocalHealth {
    private static final int MAX_ANSWER = 4096;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** What an HTTP/2 client sends first (RFC 9113, 3.4), and a settings frame without settings, which both sides send next. */
    private static final String HTTP2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static final byte[] HTTP2_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    /** The position of the type in a frame. */
    private static final int HTTP2_TYPE = 3;

    private LocalHealth() {}

    /**
     * Reads the response of a service on the loopback interface; at most 4 KB of it.
     *
     * @param address host and port
     * @param limit time limit for the whole request
     * @return empty if the status is not HTTP 200
     * @throws IOException if there is no response in time
     */
    public static Optional<String> answer(String address, String path, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket socket = connected(address, deadline)) {
            // The server closes an HTTP/1.0 connection at the end of its response.
            String request = "GET " + path + " HTTP/1.0\r\nHost: " + address + END_OF_HEAD;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return body(new String(read(socket, MAX_ANSWER, deadline), StandardCharsets.UTF_8));
        }
    }

    /**
     * Whether a gRPC service on the loopback interface accepts a connection and answers the start of HTTP/2, which a paused or
     * hanging process does not.
     *
     * @param address host and port
     * @param limit time limit for the answer
     */
    public static boolean speaksHttp2(String address, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket socket = connected(address, deadline)) {
            socket.getOutputStream().write(HTTP2_PREFACE.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(HTTP2_SETTINGS);
            byte[] frame = read(socket, HTTP2_SETTINGS.length, deadline);
            return frame.length == HTTP2_SETTINGS.length && frame[HTTP2_TYPE] == HTTP2_SETTINGS[HTTP2_TYPE];
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connected(String address, long deadline) throws IOException {
        int colon = address.lastIndexOf(':');
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    millisUntil(deadline));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Reads up to that many bytes, or to the end. */
    private static byte[] read(Socket socket, int most, long deadline) throws IOException {
        byte[] received = new byte[most];
        int length = 0;
        InputStream in = socket.getInputStream();
        while (length < received.length) {
            socket.setSoTimeout(millisUntil(deadline));
            int read = in.read(received, length, received.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return Arrays.copyOf(received, length);
    }

    private static Optional<String> body(String response) {
        int head = response.indexOf(END_OF_HEAD);
        return head > 0 && response.substring(0, head).matches("(?s)HTTP/1\\.[01] 200 .*")
                ? Optional.of(response.substring(head + END_OF_HEAD.length()))
                : Optional.empty();
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no response in time");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
