package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** The status of a notification. */
public enum NotificationStatus {
    /** The request has not ended. */
    WAITING,
    SENDING,
    DELIVERED,
    FAILED,
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The value used on the terminal and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean ended() {
        return this == DELIVERED || this == FAILED;
    }
}
