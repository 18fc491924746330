package io.longtake.cli.job;

import io.longtake.cli.event.JobEvents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes an event whenever a step begins or its percentage changes. */
final class StepEvents {
    private final JobEvents events;
    private final Map<String, Set<String>> told = new HashMap<>();

    StepEvents(JobEvents events) {
        this.events = events;
    }

    /** @param steps what the session carries out now */
    void observe(String session, List<Progress.Step> steps) {
        var now = new HashSet<String>();
        var before = told.getOrDefault(session, Set.of());
        for (var step : steps) {
            var state = step.key() + " " + step.percent();
            if (now.add(state) && !before.contains(state)) {
                events.progress(session, step.name(), step.percent(), step.text());
            }
        }
        told.put(session, now);
    }
}
