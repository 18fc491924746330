package io.longtake.workflows.session;

/** What can be done with a session. */
public enum SessionPhase {
    OPEN,
    /** The backend has forgotten it; what Longtake keeps can rebuild it. */
    FORGOTTEN,
    CLOSED
}
