package io.longtake.workflows.render;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** What a session offers to its renders. */
@WorkflowInterface
public interface RenderListener {
    @SignalMethod
    void renderEnded(RenderEnded report);
}
