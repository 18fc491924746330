package io.longtake.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** The terms on which activities run: every time-out and retry policy of the product stands here. */
public final class ActivityTerms {
    private ActivityTerms() {}

    /** How soon a lost worker is noticed by an activity that heartbeats. */
    public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Attempts of anything that may be repeated: about 18 minutes at one in 30 s. Counted, not timed: a schedule-to-close
     * limit would run on while the server is off, and fail at its restart without another look.
     */
    private static final int PATIENCE = 40;

    private static ActivityOptions.Builder repeatable(String summary) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setBackoffCoefficient(2)
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .setMaximumAttempts(PATIENCE)
                        .build());
    }

    /** A request of a few seconds that may be repeated. */
    public static ActivityOptions shortCall(String summary) {
        return repeatable(summary)
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** The same, where a person waits for the answer: few attempts. */
    public static ActivityOptions impatientCall(String summary) {
        return ActivityOptions.newBuilder(shortCall(summary))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(500))
                        .setMaximumInterval(Duration.ofSeconds(2))
                        .setMaximumAttempts(4)
                        .build())
                .build();
    }

    /** Copies a film from one place on the disk to another, which may be a slow one. */
    public static ActivityOptions copy(String summary) {
        return ActivityOptions.newBuilder(impatientCall(summary))
                .setStartToCloseTimeout(Duration.ofMinutes(3))
                .build();
    }

    /** Moves many bytes, heartbeats, may be repeated. */
    public static ActivityOptions transfer(String summary) {
        return repeatable(summary)
                .setStartToCloseTimeout(Duration.ofHours(2))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .build();
    }

    /** At most once per scheduling; who schedules it again must know that nothing was sent. */
    public static ActivityOptions chat(String summary, Duration deadline) {
        return ActivityOptions.newBuilder()
                .setSummary(summary)
                // The activity keeps its own deadline; this one only catches an activity that doesn't.
                .setStartToCloseTimeout(deadline.plusMinutes(2))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build();
    }

    /**
     * A look that is repeated until there is something to see. The failed attempts leave no events; with a coefficient of
     * 1 an ordinary error waits no longer than a regular "not yet".
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
