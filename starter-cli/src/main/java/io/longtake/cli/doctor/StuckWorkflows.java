package io.longtake.cli.doctor;

import io.longtake.workflows.session.SessionSpec;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds open workflows whose workflow task fails again and again: their worker can't read or can't repeat their history, for example
 * because a key is missing or another version of Longtake wrote it. They make no progress, and queries about them fail too.
 */
final class StuckWorkflows {
    /** The first failures may be a worker that was killed; the server repeats a task after 10 s, then less and less often. */
    private static final int ATTEMPTS = 3;
    /** Each is a request to the server. */
    private static final int CHECKED = 200;

    private static final int NAMED = 5;
    private final WorkflowServiceStubs stubs;
    private final String namespace;

    StuckWorkflows(WorkflowServiceStubs stubs, String namespace) {
        this.stubs = stubs;
        this.namespace = namespace;
    }

    /** Checks the workflows that were started last. */
    Finding finding() {
        var open = open();
        var stuck = new ArrayList<String>();
        for (var execution : open) {
            int attempt = attempt(execution);
            if (attempt >= ATTEMPTS) {
                stuck.add(name(execution) + " (attempt " + attempt + ")");
            }
        }
        if (stuck.isEmpty()) {
            return new Finding("workflows", true, open.size() + " open" + limited(open) + ", none of them stuck", "");
        }
        return new Finding(
                "workflows",
                false,
                "workflow tasks of " + stuck.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (stuck.size() > NAMED ? " and " + (stuck.size() - NAMED) + " others" : "")
                        + " keep failing" + limited(open),
                "They make no progress, but nothing is lost. The worker's log names the reason (longtake logs worker). If it names a"
                        + " key, restore it; if another version of Longtake started them, run a worker of that version.");
    }

    private static String limited(List<WorkflowExecution> open) {
        return open.size() < CHECKED ? "" : " (only the latest " + CHECKED + " were checked)";
    }

    private List<WorkflowExecution> open() {
        return WorkCheck.request(stubs)
                .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setPageSize(CHECKED)
                        .setQuery("ExecutionStatus = 'Running' AND WorkflowType IN"
                                + " ('EditSessionWorkflow', 'RenderWorkflow', 'FilmRenderWorkflow', 'AccountWorkflow',"
                                + " 'NotificationWorkflow', 'ScheduledFilmWorkflow')")
                        .build())
                .getExecutionsList()
                .stream()
                .map(WorkflowExecutionInfo::getExecution)
                .toList();
    }

    private int attempt(WorkflowExecution execution) {
        return WorkCheck.request(stubs)
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .build())
                .getPendingWorkflowTask()
                .getAttempt();
    }

    private static String name(WorkflowExecution execution) {
        String id = execution.getWorkflowId();
        return id.startsWith(SessionSpec.workflowId("")) ? "session " + SessionSpec.name(id) : id;
    }
}
