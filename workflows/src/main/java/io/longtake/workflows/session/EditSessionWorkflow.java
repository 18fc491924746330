package io.longtake.workflows.session;

import io.longtake.workflows.account.TokenHolder;
import io.longtake.workflows.render.RenderListener;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A session, which runs until the user closes it; id {@code session-<name>}. */
@WorkflowInterface
public interface EditSessionWorkflow extends TokenHolder, RenderListener {
    /** Returns when the session is closed. */
    @WorkflowMethod
    SessionView run(SessionInput input);

    /**
     * Queues a group of turns and returns their numbers immediately. Refuses a closed or forgotten session, a queue
     * that would become too long, and a session that is not the expected one.
     *
     * <p>Handlers throw the refusals, not validators, because a validator's failure reaches the caller without its
     * type.
     */
    @UpdateMethod
    Enqueued enqueue(EnqueueTurns request);

    /**
     * The turn numbers with which a request was answered, even long ago; empty if the session has not accepted that
     * request. For a caller that did not receive the answer and would send a different request now.
     */
    @UpdateMethod
    Enqueued answerTo(String requestId);

    /** Requests turns to stop; queued turns are cancelled immediately. */
    @UpdateMethod
    CancelAccepted cancel(CancelTurns request);

    /** Settles a turn whose outcome is unknown; returns the turn after that. */
    @UpdateMethod
    Turn settle(SettleTurn request);

    /** Reads the backend's state now; takes seconds, not minutes. */
    @UpdateMethod
    TimelineSnapshot refresh();

    /**
     * Rebuilds a session that the backend has forgotten: opens a new backend session and uploads the kept media again.
     * Returns the numbers of the turns queued for this.
     */
    @UpdateMethod
    Enqueued rebuild(RebuildSession request);

    /** Ends the session when nothing is running; queued turns are cancelled, renders continue without the session. */
    @UpdateMethod
    void close(String requestId);

    /** The report of a notification of this session. */
    @SignalMethod
    void notificationEnded(NotificationEnded report);

    /** The complete view of the session. */
    @QueryMethod
    SessionView view();

    /** The current activity; a small result for clients that poll often. */
    @QueryMethod
    SessionProgress progress();
}
