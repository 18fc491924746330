package io.longtake.cli.temporal;

import io.longtake.workflows.TaskQueue;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.RateLimit;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest.RateLimitUpdate;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Limits how often work of one account is given to workers, however many there are. An account has one backend, so the limit protects
 * the backend, and one account does not use up the limit of another. The server keeps the limit for each task queue.
 *
 * @param perSecond activities per second of one account in each task queue; each makes about one request to the backend; empty for no
 *     limit
 */
public record RequestRate(Optional<Float> perSecond) {
    private static final int SECONDS = 5;

    /** @throws IllegalArgumentException if the text is neither a positive number nor {@code off} */
    public static RequestRate parse(String text) {
        if (text.equals("off")) {
            return new RequestRate(Optional.empty());
        }
        try {
            float rate = Float.parseFloat(text);
            // A rate of 0 would stop all work.
            if (rate > 0 && rate <= 10_000) {
                return new RequestRate(Optional.of(rate));
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException("'" + text + "' is neither off nor a number above 0 and up to 10000");
    }

    /**
     * Stores the limit at the server.
     *
     * @throws io.grpc.StatusRuntimeException if the server does not allow it or does not know such limits
     */
    public void apply(WorkflowServiceStubs stubs, String namespace) {
        var update = RateLimitUpdate.newBuilder().setReason("longtake server prepare");
        perSecond.ifPresent(rate -> update.setRateLimit(RateLimit.newBuilder().setRequestsPerSecond(rate)));
        // Rendering sends no requests to a backend.
        for (var queue : TaskQueue.ofEveryInstallation()) {
            stubs.blockingStub()
                    .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
                    .updateTaskQueueConfig(UpdateTaskQueueConfigRequest.newBuilder()
                            .setNamespace(namespace)
                            .setIdentity("longtake")
                            .setTaskQueue(queue.queueName())
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                            .setUpdateFairnessKeyRateLimitDefault(update)
                            .build());
        }
    }

    /** For the user. */
    @Override
    public String toString() {
        return perSecond
                .map(rate -> (rate == Math.rint(rate) ? String.valueOf(rate.longValue()) : String.valueOf(rate))
                        + " requests per second of each account in each task queue")
                .orElse("no limit");
    }
}
