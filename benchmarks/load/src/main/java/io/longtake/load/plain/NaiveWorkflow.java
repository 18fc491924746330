package io.longtake.load.plain;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The same job as one workflow: an activity for each request, and a timer between two polls. */
@WorkflowInterface
public interface NaiveWorkflow {
    String TASK_QUEUE = "naive";

    /** @param intervalMillis wait between two polls of the render */
    @WorkflowMethod
    void run(String name, String prompt, long intervalMillis, String output);
}
