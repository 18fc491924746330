package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What can be done with a session. */
public enum SessionPhase {
    OPEN,
    /** The backend has forgotten it; what Longtake keeps can rebuild it. */
    FORGOTTEN,
    CLOSED,
    /** Of a version that knows more than this one. */
    @JsonEnumDefaultValue
    UNKNOWN
}
