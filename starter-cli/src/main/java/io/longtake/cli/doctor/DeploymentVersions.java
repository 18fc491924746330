package io.longtake.cli.doctor;

import io.longtake.workflows.TaskQueue;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.deployment.v1.WorkerDeploymentVersion;
import io.temporal.api.enums.v1.WorkerDeploymentVersionStatus;
import io.temporal.api.enums.v1.WorkerVersioningMode;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentVersionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the deployments of versioned workers: work of a version waits for a worker of exactly this version, and versioned workers get
 * no work until a version is current.
 */
final class DeploymentVersions {
    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final List<PollerInfo> pollers;

    /** @param pollers the workers that run sessions */
    DeploymentVersions(WorkflowServiceStubs stubs, String namespace, List<PollerInfo> pollers) {
        this.stubs = stubs;
        this.namespace = namespace;
        this.pollers = pollers;
    }

    /** @param names the deployments to check, besides those of the running workers */
    List<Finding> findings(Set<String> names) {
        var all = new TreeSet<>(names);
        pollers.stream()
                .filter(DeploymentVersions::isVersioned)
                .forEach(poller -> all.add(poller.getDeploymentOptions().getDeploymentName()));
        var findings = new ArrayList<Finding>();
        all.forEach(name -> findings.addAll(findings(name)));
        return findings;
    }

    private List<Finding> findings(String deployment) {
        var info = WorkCheck.request(stubs)
                .describeWorkerDeployment(DescribeWorkerDeploymentRequest.newBuilder()
                        .setNamespace(namespace)
                        .setDeploymentName(deployment)
                        .build())
                .getWorkerDeploymentInfo();
        if (info.getVersionSummariesList().stream()
                .noneMatch(version -> runsSessions(version.getDeploymentVersion()))) {
            // A deployment of another application in the same namespace.
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (!info.getRoutingConfig().hasCurrentDeploymentVersion()) {
            findings.add(new Finding(
                    "deployment " + deployment,
                    false,
                    "no version is current, so its workers get no work",
                    "temporal worker deployment set-current-version --namespace " + namespace + " --deployment-name "
                            + deployment + " --build-id BUILD-ID"));
        }
        for (var version : info.getVersionSummariesList()) {
            if (needsWorker(version)) {
                findings.add(finding(version));
            }
        }
        return findings;
    }

    private boolean runsSessions(WorkerDeploymentVersion version) {
        return WorkCheck.request(stubs)
                .describeWorkerDeploymentVersion(DescribeWorkerDeploymentVersionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setDeploymentVersion(version)
                        .build())
                .getVersionTaskQueuesList()
                .stream()
                .anyMatch(queue -> queue.getName().equals(TaskQueue.SESSIONS.queueName()));
    }

    private static boolean needsWorker(WorkerDeploymentVersionSummary version) {
        WorkerDeploymentVersionStatus status = version.getStatus();
        return status == WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT
                || status == WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING
                || status == WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING;
    }

    private Finding finding(WorkerDeploymentVersionSummary summary) {
        var version = summary.getDeploymentVersion();
        var what = "deployment " + version.getDeploymentName();
        long open = open(version);
        var text = "version " + version.getBuildId() + " is " + word(summary.getStatus()) + ", " + open
                + (open == 1 ? " open workflow" : " open workflows");
        long workers = pollers.stream()
                .filter(poller -> isOf(poller, version))
                .map(PollerInfo::getIdentity)
                .distinct()
                .count();
        return workers > 0
                ? new Finding(what, true, text + ", " + workers + (workers == 1 ? " worker" : " workers"), "")
                : new Finding(
                        what,
                        false,
                        text + ", no worker",
                        "Start a worker of that build: longtake worker --deployment " + version.getDeploymentName()
                                + " --build-id " + version.getBuildId());
    }

    private static boolean isVersioned(PollerInfo poller) {
        return !poller.getDeploymentOptions().getDeploymentName().isEmpty()
                && poller.getDeploymentOptions().getWorkerVersioningMode()
                        == WorkerVersioningMode.WORKER_VERSIONING_MODE_VERSIONED;
    }

    private static boolean isOf(PollerInfo poller, WorkerDeploymentVersion version) {
        return isVersioned(poller)
                && poller.getDeploymentOptions().getDeploymentName().equals(version.getDeploymentName())
                && poller.getDeploymentOptions().getBuildId().equals(version.getBuildId());
    }

    private long open(WorkerDeploymentVersion version) {
        return WorkCheck.request(stubs)
                .countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setQuery("ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '"
                                + version.getDeploymentName() + ":" + version.getBuildId() + "'")
                        .build())
                .getCount();
    }

    private static String word(WorkerDeploymentVersionStatus status) {
        return switch (status) {
            case WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT -> "current";
            case WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING -> "ramping";
            default -> "draining";
        };
    }
}
