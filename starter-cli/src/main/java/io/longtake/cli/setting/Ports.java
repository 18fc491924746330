package io.longtake.cli.setting;

import io.longtake.cli.outcome.CommandFailure;

/** Checks port numbers from the command line. */
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
}
