package io.longtake.cli.outcome;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.activities.media.StoreException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.errordetails.v1.QueryFailedFailure;
import io.temporal.api.errordetails.v1.WorkflowNotReadyFailure;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.serviceclient.StatusUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Classifies temporary failures: those that end by themselves or when there is space again. The same command may
 * succeed later, so it exits with 75 instead of 1. This is the only place that makes this distinction.
 */
public final class TemporaryFailures {
    /**
     * Status codes of a server that is stopping, starting or overloaded, or whose worker is being replaced. All other
     * codes concern the request itself and would be returned again.
     */
    private static final List<Status.Code> CODES = List.of(
            Status.Code.UNAVAILABLE,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.CANCELLED,
            Status.Code.ABORTED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.INTERNAL,
            Status.Code.UNKNOWN,
            Status.Code.DATA_LOSS);

    /** Parts of the operating system's messages about a full disk or an exhausted quota. */
    private static final List<String> LACKS_OF_SPACE =
            List.of("no space left on device", "not enough space", "disk quota exceeded");

    /** The same about other exhausted resources: memory, processes, open files. */
    private static final List<String> OTHER_LACKS = List.of(
            "cannot allocate memory", "resource temporarily unavailable", "too many open files", "text file busy");

    private TemporaryFailures() {}

    /** Returns {@link ExitCode#TEMPORARY} for a temporary failure, else {@link ExitCode#FAILED}. */
    public static ExitCode exitCode(Throwable failure) {
        return is(failure) ? ExitCode.TEMPORARY : ExitCode.FAILED;
    }

    public static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return known.exitCode() == ExitCode.TEMPORARY;
            }
            if (cause instanceof StoreException store) {
                return store.temporary();
            }
            if (cause instanceof StatusRuntimeException grpc) {
                return isTemporary(grpc);
            }
            if (cause instanceof WorkflowUpdateTimeoutOrCancelledException || cause instanceof TimeoutException) {
                return true;
            }
            if (cause instanceof WorkflowQueryException && cause.getCause() == null) {
                return true;
            }
            if (lacks(cause, LACKS_OF_SPACE) || lacks(cause, OTHER_LACKS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTemporary(StatusRuntimeException grpc) {
        var code = grpc.getStatus().getCode();
        if (CODES.contains(code)) {
            return true;
        }
        // A worker that is resumed, ended or replaced while it answers a query fails it; its successor answers the
        // next one. A server that has just started may not have loaded its namespaces yet.
        if (StatusUtils.hasFailure(grpc, QueryFailedFailure.class)
                || StatusUtils.hasFailure(grpc, NamespaceNotFoundFailure.class)) {
            return true;
        }
        return code == Status.Code.FAILED_PRECONDITION && isNotReady(grpc);
    }

    /**
     * Whether a session can't be queried at the moment: its worker is being replaced, its next step is being retried,
     * or it has only just started. Not every server has a separate failure type for this, so the description is checked
     * too.
     */
    private static boolean isNotReady(StatusRuntimeException grpc) {
        var words = String.valueOf(grpc.getStatus().getDescription()).toLowerCase(Locale.ROOT);
        return StatusUtils.hasFailure(grpc, WorkflowNotReadyFailure.class)
                || words.contains("no poller")
                || words.contains("workflow task in failed state");
    }

    /** Whether the failure ends when there is free disk space. */
    static boolean isLackOfSpace(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (lacks(cause, LACKS_OF_SPACE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lacks(Throwable failure, List<String> messages) {
        if (!(failure instanceof IOException || failure instanceof UncheckedIOException)) {
            return false;
        }
        var words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return messages.stream().anyMatch(words::contains);
    }
}
