package io.longtake.activities.telemetry;

import io.longtake.workflows.failure.FailureType;
import io.temporal.activity.ActivityInfo;
import java.util.Locale;
import java.util.Optional;

/** Observes attempts of activities. */
public interface StepObserver {
    /** The kind of an attempt that found a render still running. */
    String NOT_YET = kind(FailureType.NOT_YET);

    /** The kind of a failure with this type. */
    static String kind(FailureType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** An attempt starts on the current thread, which also ends it. */
    Observed begin(Step step, ActivityInfo info, Origin origin, Object request);

    /** One attempt. */
    interface Observed {
        /** @param result empty if the activity returns nothing */
        void succeeded(Optional<Object> result);

        /**
         * @param kind the failure's type in lower case, or {@code stopped}, or {@code error}
         * @param failure what was thrown
         */
        void failed(String kind, Throwable failure);
    }
}
