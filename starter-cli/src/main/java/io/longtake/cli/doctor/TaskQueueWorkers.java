package io.longtake.cli.doctor;

import com.google.protobuf.Timestamp;
import io.longtake.cli.setting.Durations;
import io.longtake.workflows.TaskQueue;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workers of a task queue, as the server remembers them: those that asked for work in the last five minutes.
 *
 * @param pollers the workers that asked for work lately
 * @param lastSeen when the last of them did, if it was not lately
 * @param waiting tasks that no worker has taken
 */
record TaskQueueWorkers(TaskQueue queue, List<PollerInfo> pollers, Optional<Duration> lastSeen, long waiting) {
    /** A worker with a free place asks at least once a minute. */
    private static final Duration LATELY = Duration.ofSeconds(75);

    static TaskQueueWorkers of(WorkflowServiceStubs stubs, String namespace, TaskQueue queue, Clock clock) {
        var activities = described(stubs, namespace, queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
        var workflows = queue == TaskQueue.SESSIONS
                ? described(stubs, namespace, queue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                : DescribeTaskQueueResponse.getDefaultInstance();
        // All workers that take activities of the sessions' queue run its workflows too.
        var known = queue == TaskQueue.SESSIONS ? workflows.getPollersList() : activities.getPollersList();
        Instant now = clock.instant();
        var lately = known.stream()
                .filter(poller -> age(poller, now).compareTo(LATELY) <= 0)
                .toList();
        return new TaskQueueWorkers(
                queue,
                lately,
                lately.isEmpty()
                        ? known.stream().map(poller -> age(poller, now)).min(Comparator.naturalOrder())
                        : Optional.empty(),
                Stream.of(activities, workflows)
                        .mapToLong(described -> described.getStats().getApproximateBacklogCount())
                        .sum());
    }

    private static DescribeTaskQueueResponse described(
            WorkflowServiceStubs stubs, String namespace, TaskQueue queue, TaskQueueType type) {
        return WorkCheck.request(stubs)
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(namespace)
                        .setTaskQueue(io.temporal.api.taskqueue.v1.TaskQueue.newBuilder()
                                .setName(queue.queueName()))
                        .setTaskQueueType(type)
                        .setReportStats(true)
                        .build());
    }

    private static Duration age(PollerInfo poller, Instant now) {
        Timestamp seen = poller.getLastAccessTime();
        return Duration.between(Instant.ofEpochSecond(seen.getSeconds(), seen.getNanos()), now);
    }

    boolean attended() {
        return !pollers.isEmpty();
    }

    boolean isUsed() {
        return attended() || waiting > 0;
    }

    /**
     * A queue without a worker is a problem if work waits in it, or if other queues have workers: then no command starts one, and the
     * next work of this queue waits.
     *
     * @param others whether another queue has a worker
     */
    Finding finding(boolean others) {
        var what = "queue " + queue.queueName();
        if (attended()) {
            long workers =
                    pollers.stream().map(PollerInfo::getIdentity).distinct().count();
            return new Finding(what, true, workers + (workers == 1 ? " worker" : " workers") + waitingText(), "");
        }
        var silence = lastSeen.map(ago -> "no worker has asked for work for " + Durations.readable(ago))
                .orElse("no worker");
        if (waiting == 0 && !others) {
            return new Finding(what, true, silence + "; a command that needs one starts it", "");
        }
        return new Finding(
                what,
                false,
                silence + waitingText(),
                "Start one: longtake worker --queues " + queue
                        + ". If one is running, all its slots are in use or it can't reach the server; see its log.");
    }

    private String waitingText() {
        return waiting == 0 ? "" : ", " + waiting + (waiting == 1 ? " task waits" : " tasks wait");
    }
}
