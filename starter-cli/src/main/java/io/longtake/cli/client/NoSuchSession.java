package io.longtake.cli.client;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;

/** A session that does not exist, or is closed. */
public final class NoSuchSession extends CommandFailure {
    private static final long serialVersionUID = 1;

    /** The kind of failure, the value of {@code error.type} in JSON. */
    public static final String TYPE = "NoSuchSession";

    private NoSuchSession(String sentence) {
        super(ExitCode.NOT_FOUND, TYPE, sentence);
    }

    static NoSuchSession notOpen(String name) {
        return new NoSuchSession("No open session named '" + name + "'. `longtake sessions` lists all sessions.");
    }

    /** A session that was closed after a request was sent to it. */
    static NoSuchSession closedSince(String name) {
        return new NoSuchSession("The session " + name
                + ", to which the earlier command sent this request, is closed. To see what it did, run"
                + " `longtake show " + name + "`. The same command now starts a new request.");
    }
}
