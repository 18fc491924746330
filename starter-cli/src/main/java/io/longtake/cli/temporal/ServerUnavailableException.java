package io.longtake.cli.temporal;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;

/** The home's Temporal server does not run at this moment. Another command may be starting it again right now. */
public final class ServerUnavailableException extends CommandFailure {
    private static final long serialVersionUID = 1;

    public ServerUnavailableException() {
        super(ExitCode.TEMPORARY, "Temporary", "The Temporal server does not run. Start it: longtake up");
    }
}
