package io.longtake.cli.setting;

import io.longtake.cli.outcome.CommandFailure;
import java.net.InetSocketAddress;

/** Checks port numbers and addresses. */
public final class Ports {
    private static final int MAX = 65_535;

    private Ports() {}

    /**
     * Returns the port.
     *
     * @param option the option to name in the error
     * @throws CommandFailure exit 2, if it is not 0 (a free port) to 65535
     */
    public static int checked(String option, int port) {
        if (port < 0 || port > MAX) {
            throw CommandFailure.usage(option + " must be 0 (a free port) to " + MAX + ", not " + port + ".");
        }
        return port;
    }

    /**
     * Reads an address.
     *
     * @param text HOST:PORT, or [IPv6]:PORT
     * @throws IllegalArgumentException naming the value, if it is not one
     */
    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        var port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not HOST:PORT with a port from 0 to " + MAX + ", such as 127.0.0.1:9464");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }
}
