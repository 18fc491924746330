package io.longtake.cli.invocation;

import io.longtake.cli.outcome.CommandFailure;

/** Takes the results and failures of what is done within a command, in place of the terminal. */
public interface ResultSink {
    /** What would be printed with {@code --json}, and without. */
    void result(Object document, String text);

    void failed(CommandFailure failure);
}
