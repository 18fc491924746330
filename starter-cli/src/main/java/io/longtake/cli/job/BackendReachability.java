package io.longtake.cli.job;

import io.longtake.cli.client.Sessions;
import io.longtake.cli.event.JobEvents;
import java.util.Collection;
import java.util.List;

/** Checks whether jobs that are followed together reach their backend. */
public final class BackendReachability {
    private final Sessions sessions;
    private final Progress progress;
    private final Outage outage = new Outage();
    private final StepEvents events;

    /** @param events receives the progress of each session */
    public BackendReachability(Sessions sessions, JobEvents events) {
        this.sessions = sessions;
        this.events = new StepEvents(events);
        this.progress = new Progress(sessions::pendingActivities);
    }

    /**
     * Reads the progress of running sessions.
     *
     * @param active the names of the sessions
     * @throws io.longtake.cli.outcome.CommandFailure exit 75, if none of them has reached the backend for one minute
     */
    public void observe(Collection<String> active) {
        outage.observe(active.stream().flatMap(name -> steps(name).stream()).toList(), System.nanoTime());
    }

    private List<Progress.Step> steps(String name) {
        var steps = progress.of(name, sessions.progress(name));
        events.observe(name, steps);
        return steps;
    }
}
