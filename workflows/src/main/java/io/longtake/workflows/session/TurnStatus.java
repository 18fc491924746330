package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The status of a turn. The last four are final. */
public enum TurnStatus {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    @JsonEnumDefaultValue
    UNKNOWN;

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }
}
