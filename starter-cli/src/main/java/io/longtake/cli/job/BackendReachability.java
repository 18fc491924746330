package io.longtake.cli.job;

import io.longtake.cli.client.Sessions;
import java.util.Collection;

/** Checks whether jobs that are followed together reach their backend. */
public final class BackendReachability {
    private final Sessions sessions;
    private final Progress progress;
    private final Outage outage = new Outage();

    public BackendReachability(Sessions sessions) {
        this.sessions = sessions;
        this.progress = new Progress(sessions::pendingActivities);
    }

    /**
     * Reads the progress of running sessions.
     *
     * @param active the names of the sessions
     * @throws io.longtake.cli.outcome.CommandFailure exit 75, if none of them has reached the backend for one minute
     */
    public void observe(Collection<String> active) {
        outage.observe(
                active.stream()
                        .flatMap(name -> progress.of(name, sessions.progress(name)).stream())
                        .toList(),
                System.nanoTime());
    }
}
