package io.longtake.cli.conversation;

import io.longtake.workflows.session.CancelTurns;

/** Commands that a conversation calls. Each prints its own result and returns its exit code. */
public interface OtherCommands {
    int credits(String accountId);

    /** The session's current timeline at the backend. */
    int status();

    /** Cancels work of the session. */
    int cancel(CancelTurns.Scope scope) throws InterruptedException;
}
