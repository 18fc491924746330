package io.longtake.cli.job;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.failure.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Detects that a job can't reach its backend because the network, a proxy or the backend is down. The job keeps
 * retrying; the command that follows it gives up after {@link #LIMIT}.
 */
final class Outage {
    /** The same time limit as for a server or studio that does not answer. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private Optional<Long> since = Optional.empty();

    /**
     * Evaluates the current steps. A request in progress may still get through, so it neither ends nor starts an
     * outage.
     *
     * @param nanos the current time of {@link System#nanoTime()}
     * @throws CommandFailure exit 75 with the last request's reason, if no request got through for {@link #LIMIT}
     */
    void observe(List<Progress.Step> steps, long nanos) {
        if (steps.isEmpty()
                || steps.stream().anyMatch(step -> step.connectionFailure().isEmpty())) {
            since = Optional.empty();
            return;
        }
        var reasons = steps.stream()
                .flatMap(step -> step.connectionFailure().stream())
                .toList();
        if (reasons.stream().anyMatch(Progress.ConnectionFailure::trying)) {
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
                ExitCode.TEMPORARY, FailureType.NOT_SENT.name(), why + " Retried for " + LIMIT.toSeconds() + " s.");
    }
}
