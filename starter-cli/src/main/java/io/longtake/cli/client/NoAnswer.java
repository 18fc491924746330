package io.longtake.cli.client;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.time.Duration;

/** A call to the Temporal server that got no answer within its time limit. */
final class NoAnswer extends CommandFailure {
    private static final long serialVersionUID = 1;

    private final String fact;

    /** @param what describes the call */
    NoAnswer(String what, Duration limit) {
        this("The Temporal server did not answer for " + limit.toSeconds() + " s (" + what + ").");
    }

    private NoAnswer(String fact) {
        super(
                ExitCode.TEMPORARY,
                ServerCalls.NO_ANSWER,
                fact + " Nothing is lost. Check with `longtake doctor`, then run the same command again.");
        this.fact = fact;
    }

    /** Returns what happened, without advice. */
    String fact() {
        return fact;
    }
}
