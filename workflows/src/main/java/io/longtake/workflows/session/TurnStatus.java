package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a turn stands. The last four are ends. */
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
