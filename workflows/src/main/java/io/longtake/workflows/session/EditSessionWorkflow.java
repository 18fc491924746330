package io.longtake.workflows.session;

import io.longtake.workflows.account.TokenHolder;
import io.longtake.workflows.render.RenderListener;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A session, for as long as the person wants it; id {@code session-<name>}. */
@WorkflowInterface
public interface EditSessionWorkflow extends TokenHolder, RenderListener {
    /** Ends when the session is closed. */
    @WorkflowMethod
    SessionView run(SessionInput input);

    /**
     * Queues a group of turns and answers at once with their numbers. Refuses a closed or forgotten session, too long a
     * queue, and a session that is not the expected one.
     *
     * <p>Refusals are thrown by the handlers, not by validators: a validator's failure reaches the caller without its type.
     */
    @UpdateMethod
    Enqueued enqueue(EnqueueTurns request);

    /**
     * The numbers that a request was answered with, also long ago; none where the session has not taken that request. For a caller
     * that has seen no answer, and would ask otherwise now.
     */
    @UpdateMethod
    Enqueued answerTo(String requestId);

    /** Tells turns to stop; queued ones are cancelled at once. */
    @UpdateMethod
    CancelAccepted cancel(CancelTurns request);

    /** Settles a turn whose outcome is unknown; answers with the turn as it then is. */
    @UpdateMethod
    Turn settle(SettleTurn request);

    /** Reads the backend's state now; seconds, not minutes. */
    @UpdateMethod
    TimelineSnapshot refresh();

    /**
     * Gives a session that the backend has forgotten a new life there: the kept media are uploaded again. Answers with the
     * turns this takes.
     */
    @UpdateMethod
    Enqueued rebuild(RebuildSession request);

    /** Ends the session when nothing runs any more; queued turns are cancelled, renders run on by themselves. */
    @UpdateMethod
    void close(String requestId);

    /** Everything worth showing. */
    @QueryMethod
    SessionView view();

    /** What goes on now; a small answer for whoever asks often. */
    @QueryMethod
    SessionProgress progress();
}
