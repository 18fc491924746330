package io.longtake.workflows.failure;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;

/** From Temporal's exceptions to ours, and back: the one place for it on the workflows' side. */
public final class Failures {
    private Failures() {}

    /** What an activity's failure means. Not for cancellations. */
    public static Failure of(ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure application) {
            return of(application);
        }
        if (failure.getCause() instanceof TimeoutFailure timeout) {
            return new Failure(
                    FailureType.BACKEND_TROUBLE,
                    failure.getActivityType() + " did not end in time (" + words(timeout.getTimeoutType()) + ").");
        }
        return new Failure(FailureType.INTERNAL, String.valueOf(failure.getCause()));
    }

    public static Failure of(ApplicationFailure failure) {
        return FailureType.of(failure.getType())
                .map(type -> new Failure(type, failure.getOriginalMessage()))
                .orElseGet(() ->
                        new Failure(FailureType.INTERNAL, failure.getType() + ": " + failure.getOriginalMessage()));
    }

    public static boolean isCancelled(ActivityFailure failure) {
        return failure.getCause() instanceof CanceledFailure;
    }

    /** The first detail of an activity's failure, where it has one that reads as {@code type}. */
    public static <T> Optional<T> detail(ActivityFailure failure, Class<T> type) {
        return failure.getCause() instanceof ApplicationFailure application
                        && application.getDetails() != null
                        && application.getDetails().getSize() > 0
                ? Optional.ofNullable(application.getDetails().get(0, type))
                : Optional.empty();
    }

    /** The last heartbeat of an activity that timed out. */
    public static <T> Optional<T> lastHeartbeat(ActivityFailure failure, Class<T> type) {
        return failure.getCause() instanceof TimeoutFailure timeout
                        && timeout.getLastHeartbeatDetails() != null
                        && timeout.getLastHeartbeatDetails().getSize() > 0
                ? Optional.ofNullable(timeout.getLastHeartbeatDetails().get(0, type))
                : Optional.empty();
    }

    /** For updates: a refusal that the caller reads with its type. */
    public static ApplicationFailure refusal(FailureType type, String message) {
        return ApplicationFailure.newNonRetryableFailure(message, type.name());
    }

    public static ApplicationFailure refusal(Failure failure) {
        return refusal(failure.type(), failure.message());
    }

    private static String words(TimeoutType type) {
        return switch (type) {
            case TIMEOUT_TYPE_HEARTBEAT -> "its worker was lost";
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> "no worker took it";
            default -> "its time was over";
        };
    }
}
