package io.longtake.cli.temporal;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;

/** Queries what a server's open workflows are doing now. Needs no worker. */
public final class WorkInProgress {
    private static final int PAGE = 200;

    private final WorkflowServiceStubs stubs;
    private final String namespace;

    public WorkInProgress(WorkflowServiceStubs stubs, String namespace) {
        this.stubs = stubs;
        this.namespace = namespace;
    }

    /**
     * Returns the IDs of workflows with a pending workflow task, activity or child workflow. A session that only waits
     * for the user has none.
     */
    public List<String> running() {
        return open("ExecutionStatus = 'Running'").stream()
                .filter(this::isBusy)
                .map(WorkflowExecution::getWorkflowId)
                .toList();
    }

    /** Returns the open executions that match a list filter query. */
    public List<WorkflowExecution> open(String query) {
        var found = new ArrayList<WorkflowExecution>();
        var request = ListWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setPageSize(PAGE)
                .setQuery(query);
        do {
            var page = stubs.blockingStub().listWorkflowExecutions(request.build());
            page.getExecutionsList().stream()
                    .map(WorkflowExecutionInfo::getExecution)
                    .forEach(found::add);
            request.setNextPageToken(page.getNextPageToken());
        } while (!request.getNextPageToken().isEmpty());
        return found;
    }

    private boolean isBusy(WorkflowExecution execution) {
        var described = stubs.blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .build());
        return described.getPendingActivitiesCount() > 0
                || described.getPendingChildrenCount() > 0
                || described.hasPendingWorkflowTask();
    }
}
