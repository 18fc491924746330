package io.longtake.cli.conversation;

import io.longtake.workflows.session.CancelTurns;

/** What a talk leaves to other commands. Each tells its result itself, and returns its exit code. */
public interface OtherCommands {
    int credits(String accountId);

    /** The session's timeline, as its backend has it now. */
    int status();

    /** Stops work of the session. */
    int cancel(CancelTurns.Scope scope) throws InterruptedException;
}
