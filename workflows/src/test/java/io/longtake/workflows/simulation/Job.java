package io.longtake.workflows.simulation;

import java.util.OptionalLong;

/** The state of a render in the cloud. It progresses with every poll. */
final class Job {
    enum PlannedEnd {
        COMPLETED,
        FAILED,
        STANDS_STILL
    }

    final String id;
    final String project;
    final String draft;
    final PlannedEnd plannedEnd;
    final long submittedAt;
    private final int looksNeeded;
    private final int looksToStop;
    private int looks;
    private int looksSinceCancel = -1;
    OptionalLong endedAt = OptionalLong.empty();

    Job(
            String id,
            String project,
            String draft,
            PlannedEnd plannedEnd,
            int looksNeeded,
            int looksToStop,
            long submittedAt) {
        this.id = id;
        this.project = project;
        this.draft = draft;
        this.plannedEnd = plannedEnd;
        this.looksNeeded = looksNeeded;
        this.looksToStop = looksToStop;
        this.submittedAt = submittedAt;
    }

    boolean running() {
        return !stopped() && (plannedEnd == PlannedEnd.STANDS_STILL || looks < looksNeeded);
    }

    boolean stopped() {
        return looksSinceCancel >= looksToStop && looksSinceCancel >= 0;
    }

    /** A finished render can't be cancelled. */
    void cancel() {
        if (running() && looksSinceCancel < 0) {
            looksSinceCancel = 0;
        }
    }

    /** Advances the time of the render. */
    void look(long now) {
        if (running()) {
            looks++;
            looksSinceCancel += looksSinceCancel < 0 ? 0 : 1;
        }
        settle(now);
    }

    void settle(long now) {
        if (!running() && endedAt.isEmpty()) {
            endedAt = OptionalLong.of(now);
        }
    }
}
