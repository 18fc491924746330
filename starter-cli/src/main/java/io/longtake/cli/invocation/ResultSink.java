package io.longtake.cli.invocation;

import io.longtake.cli.outcome.CommandFailure;

/** Receives the results and failures of work within a command, instead of the terminal. */
public interface ResultSink {
    /** Receives what would be printed with {@code --json}, and without. */
    void result(Object document, String text);

    void failed(CommandFailure failure);
}
