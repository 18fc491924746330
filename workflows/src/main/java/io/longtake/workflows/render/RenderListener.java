package io.longtake.workflows.render;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** The signals that a session receives from its renders. */
@WorkflowInterface
public interface RenderListener {
    @SignalMethod
    void renderEnded(RenderEnded report);
}
