package io.longtake.activities.metrics;

import io.longtake.workflows.render.RenderProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when the progress of each running render last changed. A render that this worker has not polled for 10
 * minutes is forgotten: another worker polls it, or nobody does.
 */
final class RenderProgressWatch {
    /** Several times the poll interval; the longest pause after a rate limit is 5 minutes. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Seen> renders = new ConcurrentHashMap<>();

    private record Seen(RenderProgress progress, Instant since, Instant polled) {}

    RenderProgressWatch(Clock clock) {
        this.clock = clock;
    }

    void polled(String renderId, RenderProgress progress) {
        Instant now = clock.instant();
        renders.compute(
                renderId,
                (id, before) -> new Seen(
                        progress, before != null && before.progress().equals(progress) ? before.since() : now, now));
    }

    void ended(String renderId) {
        renders.remove(renderId);
    }

    int running() {
        forget();
        return renders.size();
    }

    double longestStandstillSeconds() {
        forget();
        Instant now = clock.instant();
        return renders.values().stream()
                        .mapToLong(seen -> Duration.between(seen.since(), now).toMillis())
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private void forget() {
        Instant limit = clock.instant().minus(FORGOTTEN_AFTER);
        renders.values().removeIf(seen -> seen.polled().isBefore(limit));
    }
}
