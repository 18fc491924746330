package io.longtake.workflows;

import io.temporal.workflow.Workflow;

/**
 * Waits at the end of a run until no message is being handled. An update that completes in the same workflow task as
 * continue-as-new may be applied again in the next run (temporal#6375). A timer therefore puts a workflow task between
 * the last handler and the end of the run; a message that arrives in the meantime restarts the wait.
 */
public final class Drain {
    private long messages;

    /** Must be the first call in every update and signal handler. */
    public void arrived() {
        messages++;
    }

    /** Returns when every handler has finished and no handler has started during the timer that follows. */
    public void await() {
        while (!passes()) {
            // A message arrived during the timer.
        }
    }

    /** One round: waits for the handlers and for the timer; false if a message arrived during the timer. */
    public boolean passes() {
        Workflow.await(Workflow::isEveryHandlerFinished);
        long before = messages;
        Timers.sleep(Limits.DRAIN_PAUSE, "wait for messages that arrive at the end of this run");
        return messages == before && Workflow.isEveryHandlerFinished();
    }
}
