package io.longtake.cli.job;

import io.longtake.cli.client.Sessions;
import java.util.Collection;

/** Whether jobs that are followed together get anything through to their backend. */
public final class BackendReachability {
    private final Sessions sessions;
    private final Progress progress;
    private final Outage outage = new Outage();

    public BackendReachability(Sessions sessions) {
        this.sessions = sessions;
        this.progress = new Progress(sessions::pendingActivities);
    }

    /**
     * Looks at what goes on in sessions that are at work.
     *
     * @param atWork their names
     * @throws io.longtake.cli.outcome.CommandFailure exit 75, when none of them has reached the backend for a minute
     */
    public void see(Collection<String> atWork) {
        outage.see(
                atWork.stream()
                        .flatMap(name -> progress.of(name, sessions.progress(name)).stream())
                        .toList(),
                System.nanoTime());
    }
}
