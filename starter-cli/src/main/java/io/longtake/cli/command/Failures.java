package io.longtake.cli.command;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;

/** Turns what libraries throw into what a person reads. */
final class Failures {
    private Failures() {}

    static CommandFailure translate(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return known;
            }
            if (cause instanceof StatusRuntimeException grpc) {
                return fromServer(grpc);
            }
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "Internal",
                "Something unexpected happened (" + e.getClass().getSimpleName()
                        + (e.getMessage() == null ? "" : ": " + e.getMessage()) + "). --verbose shows it in full.",
                e);
    }

    private static CommandFailure fromServer(StatusRuntimeException grpc) {
        var code = grpc.getStatus().getCode();
        if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
            return new CommandFailure(
                    ExitCode.TEMPORARY,
                    "ServerUnavailable",
                    "The Temporal server does not answer right now. Nothing is lost; try the same command again, or look"
                            + " with `longtake doctor`.",
                    grpc);
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "Server",
                "The Temporal server refused: " + grpc.getStatus().getDescription() + ".",
                grpc);
    }
}
