package io.longtake.workflows;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Timers with a summary, so that Temporal's web UI shows what the workflow waits for. */
public final class Timers {
    private Timers() {}

    /** @throws io.temporal.failure.CanceledFailure if the enclosing cancellation scope is cancelled */
    public static void sleep(Duration howLong, String summary) {
        timer(howLong, summary).get();
    }

    /**
     * Waits for a condition, at most for the given time.
     *
     * @return whether the condition holds
     * @throws io.temporal.failure.CanceledFailure if the enclosing cancellation scope is cancelled
     */
    public static boolean await(Duration limit, String summary, Supplier<Boolean> condition) {
        if (condition.get()) {
            return true;
        }
        List<Promise<Void>> timer = new ArrayList<>();
        CancellationScope timing = Workflow.newCancellationScope(() -> timer.add(timer(limit, summary)));
        timing.run();
        Workflow.await(() -> condition.get() || timer.get(0).isCompleted());
        if (condition.get()) {
            timing.cancel();
            return true;
        }
        timer.get(0).get();
        return false;
    }

    private static Promise<Void> timer(Duration howLong, String summary) {
        return Workflow.newTimer(
                howLong, TimerOptions.newBuilder().setSummary(summary).build());
    }
}
