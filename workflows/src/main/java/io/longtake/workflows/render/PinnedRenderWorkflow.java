package io.longtake.workflows.render;

import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * A render on a versioned worker: it takes minutes, and ends on the version that started it. The annotation is on a class of its own,
 * because a server refuses an unversioned worker that states such a behaviour.
 */
public final class PinnedRenderWorkflow extends RenderWorkflowImpl {
    @WorkflowInit
    public PinnedRenderWorkflow(RenderInput input) {
        super(input);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
    public RenderOutcome run(RenderInput sameAsInConstructor) {
        return super.run(sameAsInConstructor);
    }
}
