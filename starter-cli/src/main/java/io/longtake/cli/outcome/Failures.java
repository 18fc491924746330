package io.longtake.cli.outcome;

import io.grpc.StatusRuntimeException;
import io.longtake.workflows.failure.FailureType;
import io.temporal.failure.ApplicationFailure;

/** Converts exceptions of libraries into failures for the user. */
public final class Failures {
    /** The failure type of a command that can't reach the Temporal server. */
    public static final String SERVER_UNAVAILABLE = "ServerUnavailable";

    private Failures() {}

    public static CommandFailure translate(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return known;
            }
            if (cause instanceof ApplicationFailure said) {
                return fromWorkflow(said);
            }
            if (cause instanceof StatusRuntimeException grpc) {
                return fromServer(grpc);
            }
        }
        if (TemporaryFailures.is(e)) {
            return new CommandFailure(
                    ExitCode.TEMPORARY,
                    "Temporary",
                    "Temporary error on this machine (" + e.getMessage()
                            + "). Nothing is lost; run the same command again "
                            + (TemporaryFailures.isLackOfSpace(e) ? "when there is free space." : "later."),
                    e);
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "Internal",
                "Unexpected error (" + e.getClass().getSimpleName()
                        + (e.getMessage() == null ? "" : ": " + e.getMessage()) + "). Run with --verbose for details.",
                e);
    }

    /** Converts a workflow's rejection or failure. It carries its own type and sentence. */
    private static CommandFailure fromWorkflow(ApplicationFailure said) {
        var type = FailureType.of(said.getType());
        return new CommandFailure(
                type.map(JobOutcome::exitCode).orElse(ExitCode.FAILED),
                type.map(Enum::name).orElse("Internal"),
                String.valueOf(said.getOriginalMessage()),
                said);
    }

    private static CommandFailure fromServer(StatusRuntimeException grpc) {
        if (TemporaryFailures.is(grpc)) {
            return new CommandFailure(
                    ExitCode.TEMPORARY,
                    SERVER_UNAVAILABLE,
                    "The Temporal server does not answer. Nothing is lost; run the same command again, or check with"
                            + " `longtake doctor`.",
                    grpc);
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "Server",
                "The Temporal server refused the request: " + grpc.getStatus().getDescription() + ".",
                grpc);
    }
}
