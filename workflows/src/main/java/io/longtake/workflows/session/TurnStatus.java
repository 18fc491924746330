package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

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

    /** The value used on the terminal, in metrics and in traces. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
