package io.longtake.workflows.session;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Delivers the event that reports the end of one request; id {@code notification-<first run of the session>-<request>}. It is
 * a child of the session, outlives it, and reports to it by signal. Its failure changes nothing of the request.
 */
@WorkflowInterface
public interface NotificationWorkflow {
    @WorkflowMethod
    NotificationEnded deliver(JobEnd end);
}
