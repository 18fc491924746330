package io.longtake.cli.doctor;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.workflows.TaskQueue;
import io.temporal.api.workflowservice.v1.ListWorkerDeploymentsRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Checks that the work at a Temporal server can proceed: a worker for each task queue and version, and no workflow that is stuck. */
public final class WorkCheck {
    private static final int SECONDS = 5;

    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final Clock clock;

    public WorkCheck(WorkflowServiceStubs stubs, String namespace, Clock clock) {
        this.stubs = stubs;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Changes nothing. A check that the server does not offer or permit is left out. */
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.addAll(offered(this::workers));
        findings.addAll(offered(() -> List.of(new StuckWorkflows(stubs, namespace).finding())));
        return findings;
    }

    private List<Finding> workers() {
        var queues = Arrays.stream(TaskQueue.values())
                .map(queue -> TaskQueueWorkers.of(stubs, namespace, queue, clock))
                // Only a studio that renders over workers uses this queue.
                .filter(found -> found.queue() != TaskQueue.RENDERING || found.isUsed())
                .toList();
        var others = queues.stream().anyMatch(TaskQueueWorkers::attended);
        var findings = new ArrayList<>(
                queues.stream().map(queue -> queue.finding(others)).toList());
        var running = queues.stream()
                .filter(found -> found.queue() == TaskQueue.SESSIONS)
                .flatMap(found -> found.pollers().stream())
                .toList();
        findings.addAll(offered(() -> new DeploymentVersions(stubs, namespace, running).findings(deployments())));
        return findings;
    }

    /** For one request to the server, with a time limit that starts now. */
    static WorkflowServiceBlockingStub request(WorkflowServiceStubs stubs) {
        return stubs.blockingStub().withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private Set<String> deployments() {
        var names = new TreeSet<String>();
        request(stubs)
                .listWorkerDeployments(ListWorkerDeploymentsRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getWorkerDeploymentsList()
                .forEach(deployment -> names.add(deployment.getName()));
        return names;
    }

    private static List<Finding> offered(Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.UNIMPLEMENTED
                    || code == Status.Code.PERMISSION_DENIED
                    || code == Status.Code.INVALID_ARGUMENT) {
                return List.of();
            }
            return List.of(new Finding(
                    "work",
                    false,
                    "could not be checked: " + code,
                    "Check the connection to the Temporal server, then run longtake doctor again."));
        }
    }
}
