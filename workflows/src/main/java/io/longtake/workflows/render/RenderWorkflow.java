package io.longtake.workflows.render;

import io.longtake.workflows.account.TokenHolder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One render from submission to a delivered file; id {@code render-<render id>}, never used twice. A child of its session
 * that outlives it, and reports to it by signal.
 */
@WorkflowInterface
public interface RenderWorkflow extends TokenHolder {
    @WorkflowMethod
    RenderOutcome run(RenderInput input);

    /** Stops it here and at the backend. Once the video is being delivered it is too late, and nothing happens. */
    @SignalMethod
    void cancel();

    /**
     * Asks whether it is there. One that renders something else, since its session was reset and has frozen another draft in its
     * place, stops as {@link #cancel} says.
     *
     * @param renderId what the session expects of it
     */
    @SignalMethod
    void attend(String renderId);

    @QueryMethod
    RenderView view();
}
