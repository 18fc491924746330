package io.longtake.cli.outcome;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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
 * What passes, by itself or once there is room again: the same command may then succeed, so it ends with 75 and not with 1. The
 * one place that tells such failures from those that stay.
 */
public final class TemporaryFailures {
    /**
     * What a server says that goes away, comes up, is overloaded, or whose worker is being replaced. The others are about the
     * request itself, which would be answered the same the next time.
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

    /** How systems name what is lacking: disk, quota, memory, processes, open files. */
    private static final List<String> LACKS = List.of(
            "no space left on device",
            "not enough space",
            "disk quota exceeded",
            "cannot allocate memory",
            "resource temporarily unavailable",
            "too many open files",
            "text file busy");

    private TemporaryFailures() {}

    /** {@link ExitCode#TEMPORARY} for what passes, else {@link ExitCode#FAILED}. */
    public static ExitCode exitCode(Throwable failure) {
        return is(failure) ? ExitCode.TEMPORARY : ExitCode.FAILED;
    }

    public static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return known.exitCode() == ExitCode.TEMPORARY;
            }
            if (cause instanceof StatusRuntimeException grpc) {
                return isPassing(grpc);
            }
            if (cause instanceof WorkflowUpdateTimeoutOrCancelledException || cause instanceof TimeoutException) {
                return true;
            }
            if (cause instanceof WorkflowQueryException && cause.getCause() == null) {
                return true;
            }
            if (isLackOfRoom(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(StatusRuntimeException grpc) {
        var code = grpc.getStatus().getCode();
        if (CODES.contains(code)) {
            return true;
        }
        // A worker that is thawed, ended or replaced while it answers fails the query; its successor answers it. A
        // server that
        // has just been started may not have read its namespaces yet.
        if (StatusUtils.hasFailure(grpc, QueryFailedFailure.class)
                || StatusUtils.hasFailure(grpc, NamespaceNotFoundFailure.class)) {
            return true;
        }
        return code == Status.Code.FAILED_PRECONDITION && isNotReady(grpc);
    }

    /**
     * A session that can't be asked at this moment: its worker is being replaced, its next step is being tried again, or it
     * has only just begun. Not every server says so in a form of its own.
     */
    private static boolean isNotReady(StatusRuntimeException grpc) {
        var words = String.valueOf(grpc.getStatus().getDescription()).toLowerCase(Locale.ROOT);
        return StatusUtils.hasFailure(grpc, WorkflowNotReadyFailure.class)
                || words.contains("no poller")
                || words.contains("workflow task in failed state");
    }

    private static boolean isLackOfRoom(Throwable failure) {
        if (!(failure instanceof IOException || failure instanceof UncheckedIOException)) {
            return false;
        }
        var words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return LACKS.stream().anyMatch(words::contains);
    }
}
