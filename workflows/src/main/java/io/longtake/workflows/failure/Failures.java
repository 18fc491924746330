package io.longtake.workflows.failure;

import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;

/** Converts between Temporal's exceptions and Longtake's failures; the only place for this in the workflows module. */
public final class Failures {
    private Failures() {}

    /** Converts a failure in workflow code. Not for cancellations. */
    public static Failure of(TemporalFailure failure) {
        if (failure instanceof ApplicationFailure application) {
            return FailureType.of(application.getType())
                    .map(type -> new Failure(type, application.getOriginalMessage()))
                    .orElseGet(() -> new Failure(
                            FailureType.INTERNAL, application.getType() + ": " + application.getOriginalMessage()));
        }
        if (!(failure instanceof ActivityFailure activity)) {
            return new Failure(FailureType.INTERNAL, String.valueOf(failure.getMessage()));
        }
        if (activity.getCause() instanceof ApplicationFailure application) {
            return of(application);
        }
        return activity.getCause() instanceof TimeoutFailure timeout
                ? new Failure(
                        FailureType.BACKEND_TROUBLE,
                        step(activity.getActivityType()) + " timed out (" + words(timeout.getTimeoutType()) + ").")
                : new Failure(FailureType.INTERNAL, String.valueOf(activity.getCause()));
    }

    /** Whether the failed operation, or its enclosing scope, was cancelled. */
    public static boolean isCancelled(TemporalFailure failure) {
        return failure instanceof CanceledFailure
                || (failure instanceof ActivityFailure && failure.getCause() instanceof CanceledFailure);
    }

    /** For failure handlers: a cancellation is not a failure and is rethrown. */
    public static void rethrowCancellation(TemporalFailure failure) {
        if (isCancelled(failure)) {
            throw failure;
        }
    }

    /** The first detail of an activity's failure, if there is one that can be read as {@code type}. */
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

    /** For updates: a refusal whose type the caller can read. */
    public static ApplicationFailure refusal(FailureType type, String message) {
        return ApplicationFailure.newNonRetryableFailure(message, type.name());
    }

    public static ApplicationFailure refusal(Failure failure) {
        return refusal(failure.type(), failure.message());
    }

    /** Names an activity for the user; a test checks that each activity has words. */
    static String step(String activityType) {
        return switch (activityType) {
            case "ObtainToken" -> "The request for a token";
            case "ReadCredits" -> "The query of the balance";
            case "ResealToken" -> "The encryption of the token";
            case "Chat" -> "The edit";
            case "SubmitRender" -> "The submission of the render";
            case "PollRender", "LookAtRender" -> "The query of the render";
            case "CancelRender" -> "The cancellation of the render";
            case "DownloadRender" -> "The download of the film";
            case "DeliverVideo" -> "The delivery of the film";
            case "RenderPart" -> "The rendering of a part";
            case "DiscardContent" -> "The removal of finished parts";
            case "OpenSession" -> "The start of the backend session";
            case "UploadMedia" -> "The upload";
            case "ReadTimeline" -> "The reading of the timeline";
            case "ArchiveTurns" -> "The archiving of older turns";
            case "ReadEdits" -> "The reading of earlier edits";
            case "StartFilm" -> "The start of the film";
            case "AwaitFilm" -> "The wait for the film";
            case "PauseSchedule" -> "The pause of the schedule";
            case "NotifyEnd" -> "The notification";
            case "FindRequest" -> "The search for the request";
            default -> "The step " + activityType;
        };
    }

    private static String words(TimeoutType type) {
        return switch (type) {
            case TIMEOUT_TYPE_HEARTBEAT -> "the worker was lost";
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> "no worker started it";
            default -> "its time limit was reached";
        };
    }
}
