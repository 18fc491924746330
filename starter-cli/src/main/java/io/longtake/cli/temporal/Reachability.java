package io.longtake.cli.temporal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Checks with a socket whether a port accepts connections: after a refused connection, a gRPC channel waits before it
 * retries.
 */
final class Reachability {
    private static final int CONNECT_MILLIS = 1500;

    private Reachability() {}

    static boolean accepts(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        try (var socket = new Socket()) {
            int port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
