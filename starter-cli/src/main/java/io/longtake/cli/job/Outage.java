package io.longtake.cli.job;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.failure.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Notices that a job gets nothing through to its backend: the network, a proxy or the backend is down. The job itself goes on
 * trying; the command that follows it does not wait as long.
 */
final class Outage {
    /** As long as commands wait for a server or studio that does not answer. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private Optional<Long> since = Optional.empty();

    /**
     * What goes on now. A request under way may yet get through, so it neither ends an outage nor makes one.
     *
     * @param nanos now, by {@link System#nanoTime()}
     * @throws CommandFailure exit 75 with the last request's reason, when none got through for {@link #LIMIT}
     */
    void see(List<Progress.Step> steps, long nanos) {
        if (steps.isEmpty() || steps.stream().anyMatch(step -> step.unreached().isEmpty())) {
            since = Optional.empty();
            return;
        }
        var reasons = steps.stream().flatMap(step -> step.unreached().stream()).toList();
        if (reasons.stream().anyMatch(Progress.Unreached::trying)) {
            return;
        }
        long start = since.orElse(nanos);
        since = Optional.of(start);
        if (nanos - start >= LIMIT.toNanos()) {
            throw failure(reasons.get(0).why());
        }
    }

    private static CommandFailure failure(String why) {
        return new CommandFailure(
                ExitCode.TEMPORARY,
                FailureType.NOT_SENT.name(),
                why + " It was tried for " + LIMIT.toSeconds() + " s.");
    }
}
