package io.longtake.activities.worker;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;

/**
 * The version of a worker that takes part in Temporal's Worker Versioning: sessions and accounts move to the current version of the
 * deployment, a render ends on the version that started it.
 *
 * @param deployment the name that all versions of a fleet share
 * @param buildId distinguishes this build of Longtake from other builds
 */
public record DeploymentVersion(String deployment, String buildId) {
    public DeploymentVersion {
        // The server's own names of versions consist of both, with a colon or a dot between them.
        if (deployment.isBlank() || deployment.contains(":") || deployment.contains(".")) {
            throw new IllegalArgumentException(
                    "the name of a deployment must not be empty or contain a colon or a dot: '" + deployment + "'");
        }
        if (buildId.isBlank() || buildId.contains(":")) {
            throw new IllegalArgumentException("a build ID must not be empty or contain a colon: '" + buildId + "'");
        }
    }

    WorkerDeploymentOptions options() {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(deployment, buildId))
                // Sessions and accounts live for weeks and years. PinnedRenderWorkflow is the exception.
                .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                .build();
    }
}
