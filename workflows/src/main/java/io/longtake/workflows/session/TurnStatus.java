package io.longtake.workflows.session;

/** Where a turn stands. The last four are ends. */
public enum TurnStatus {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    UNKNOWN;

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
