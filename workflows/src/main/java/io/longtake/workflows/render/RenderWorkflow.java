package io.longtake.workflows.render;

import io.longtake.workflows.account.TokenHolder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One render from submission to a delivered file; id {@code render-<render id>}, never used twice. It is a child of its
 * session, outlives it, and reports to it by signal.
 */
@WorkflowInterface
public interface RenderWorkflow extends TokenHolder {
    @WorkflowMethod
    RenderOutcome run(RenderInput input);

    /** Stops it here and at the backend. Has no effect once the film is being delivered. */
    @SignalMethod
    void cancel();

    /**
     * Checks whether the workflow exists. If it renders something else, because its session was reset and has frozen
     * another draft for the same export, it stops like {@link #cancel}.
     *
     * @param renderId the id that the session expects
     */
    @SignalMethod
    void attend(String renderId);

    @QueryMethod
    RenderView view();
}
