package io.longtake.cli.job;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.setting.Durations;
import java.time.Duration;

/** The time limit of {@code wait} has passed before the session's work has ended. The work continues. */
final class StillRunning extends CommandFailure {
    private static final long serialVersionUID = 1;

    private final String session;

    StillRunning(String session, Duration limit) {
        super(
                ExitCode.TEMPORARY,
                QueuedJob.STILL_RUNNING,
                "The work of session " + session + " has not ended within " + Durations.readable(limit)
                        + ". It continues. To wait again: longtake wait " + session
                        + "   To stop it: longtake cancel " + session);
        this.session = session;
    }

    @Override
    public String hint() {
        return "Run `longtake wait " + session + "` to wait again.";
    }
}
