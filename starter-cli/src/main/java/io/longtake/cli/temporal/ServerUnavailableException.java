package io.longtake.cli.temporal;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;

/** The home's Temporal server is not running. Another command may be restarting it. */
public final class ServerUnavailableException extends CommandFailure {
    private static final long serialVersionUID = 1;

    public ServerUnavailableException() {
        super(ExitCode.TEMPORARY, "Temporary", "The Temporal server is not running. To start it: longtake up");
    }
}
