package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The phase of a session, which determines the requests it accepts. */
public enum SessionPhase {
    OPEN,
    /** The backend has forgotten it; it can be rebuilt from what Longtake keeps. */
    FORGOTTEN,
    CLOSED,
    /** A value from a newer version. */
    @JsonEnumDefaultValue
    UNKNOWN
}
