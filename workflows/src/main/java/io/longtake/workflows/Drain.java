package io.longtake.workflows;

import io.temporal.workflow.Workflow;

/**
 * Waits, at the end of a run, until no message is being handled. An update that completes in the same workflow task as
 * continue-as-new may be applied again in the next run (temporal#6375), so a timer puts a task between the last handler and
 * the end; a message that arrives meanwhile starts this over.
 */
public final class Drain {
    private long messages;

    /** For every handler of an update or signal, first thing. */
    public void arrived() {
        messages++;
    }

    /** Returns when every handler has finished and none has begun during a timer after that. */
    public void await() {
        while (!passes()) {
            // A message came in between.
        }
    }

    /** One round: waits for the handlers and for a timer; false when a message came during the timer. */
    public boolean passes() {
        Workflow.await(Workflow::isEveryHandlerFinished);
        long before = messages;
        Timers.sleep(Limits.DRAIN_PAUSE, "messages that come at the end of this run");
        return messages == before && Workflow.isEveryHandlerFinished();
    }
}
