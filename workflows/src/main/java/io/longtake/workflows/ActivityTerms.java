package io.longtake.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Activity options: all timeouts and retry policies of activities are defined here. */
public final class ActivityTerms {
    private ActivityTerms() {}

    /** The time after which the loss of a worker is detected in an activity that heartbeats. */
    public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Number of attempts for repeatable activities: about 18 minutes at one attempt per 30 s. The limit is a count, not
     * a time: a schedule-to-close timeout would continue to run while the server is off, and would fail the activity at
     * the server's restart without another attempt.
     */
    private static final int MAX_ATTEMPTS = 40;

    private static ActivityOptions.Builder repeatable(String summary) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .setMaximumAttempts(MAX_ATTEMPTS)
                        .build());
    }

    /** A repeatable request that takes a few seconds. */
    public static ActivityOptions shortCall(String summary) {
        return repeatable(summary)
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** A short call while the user waits for the answer: few attempts. */
    public static ActivityOptions interactiveCall(String summary) {
        return ActivityOptions.newBuilder(shortCall(summary))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(500))
                        .setMaximumInterval(Duration.ofSeconds(2))
                        .setMaximumAttempts(4)
                        .build())
                .build();
    }

    /** Copies a film to another place on the disk, which may be slow. */
    public static ActivityOptions copy(String summary) {
        return ActivityOptions.newBuilder(interactiveCall(summary))
                .setStartToCloseTimeout(Duration.ofMinutes(3))
                .build();
    }

    /** Transfers many bytes; heartbeats; repeatable. */
    public static ActivityOptions transfer(String summary) {
        return repeatable(summary)
                .setTaskQueue(TaskQueue.TRANSFERS.queueName())
                .setStartToCloseTimeout(Duration.ofHours(2))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .build();
    }

    /**
     * At most one attempt per scheduling; a caller may schedule it again only if the message was certainly not sent.
     */
    public static ActivityOptions chat(String summary, Duration deadline) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueue.CHATS.queueName())
                .setSummary(summary)
                // The activity enforces the deadline itself; this timeout only ends an activity that does not.
                .setStartToCloseTimeout(deadline.plusMinutes(2))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }

    /**
     * Renders a part of a film; heartbeats. The activity limits its own time by the length of the part; this timeout only ends an
     * activity that does not.
     */
    public static ActivityOptions renderPart(String summary) {
        return repeatable(summary)
                .setTaskQueue(TaskQueue.RENDERING.queueName())
                .setStartToCloseTimeout(Duration.ofHours(2))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .build();
    }

    /** Removes parts of films from the media store. What remains only needs space, so few attempts. */
    public static ActivityOptions discardParts(String summary) {
        return ActivityOptions.newBuilder(interactiveCall(summary))
                .setTaskQueue(TaskQueue.RENDERING.queueName())
                .setScheduleToCloseTimeout(Duration.ofMinutes(10))
                .build();
    }

    /** How long the delivery of an event is repeated. */
    public static final Duration NOTIFICATION_DEADLINE = Duration.ofHours(24);

    /**
     * Delivers an event: about 30 attempts within the deadline, at first after seconds, at last every hour. The deadline also
     * passes while the server is off.
     */
    public static ActivityOptions notification(String summary) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setScheduleToCloseTimeout(NOTIFICATION_DEADLINE)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(5))
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(Duration.ofHours(1))
                        .build())
                .build();
    }

    /**
     * Polls until there is a result. Failed attempts add no events to the history; with a coefficient of 1 the wait
     * after an ordinary error is no longer than after a regular "not yet".
     */
    public static ActivityOptions poll(String summary, Duration interval, Duration deadline) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setStartToCloseTimeout(Duration.ofSeconds(20))
                .setScheduleToCloseTimeout(deadline)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(interval)
                        .setMaximumInterval(interval)
                        .setBackoffCoefficient(1)
                        .build())
                .build();
    }
}
