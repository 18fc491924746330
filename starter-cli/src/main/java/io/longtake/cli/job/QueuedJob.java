package io.longtake.cli.job;

import io.longtake.cli.client.ServerCalls;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.workflows.failure.FailureType;
import java.util.function.Function;

/** Runs the part of a command that comes after its job is queued. The job continues even if the command fails. */
public final class QueuedJob {
    /** The failure type of a command that ended before its job. */
    public static final String STILL_RUNNING = "StillRunning";

    private QueuedJob() {}

    /** Returns the failure of a command that ends before its job because nobody waits for it any more. */
    static CommandFailure stillRunning(String session) {
        return new CommandFailure(
                ExitCode.INTERRUPTED,
                STILL_RUNNING,
                "The work in session " + session + " continues. To follow it: longtake wait " + session);
    }

    /** The work to run; returns the command's exit code. */
    public interface Work {
        int run() throws InterruptedException;
    }

    /**
     * Runs the work. If the command has to give up, the failure states that the job continues and how to follow it
     * again.
     *
     * @param document what {@code --json} prints in that case
     * @throws CommandFailure exit 75 for a failure of the command; a failure of the job is passed on unchanged
     */
    static int of(Invocation invocation, String session, Function<CommandFailure, Object> document, Work work)
            throws InterruptedException {
        try {
            return work.run();
        } catch (RuntimeException e) {
            var failure = Failures.translate(e);
            if (failure.type().equals(STILL_RUNNING)) {
                invocation.output().onFailure(document);
                throw e;
            }
            if (concernsJob(failure)) {
                throw e;
            }
            invocation.output().onFailure(document);
            throw new CommandFailure(ExitCode.TEMPORARY, failure.type(), sentence(failure, session), e);
        }
    }

    /** Whether the failure is the job's. All others are the command's own: its processes, settings or connection. */
    private static boolean concernsJob(CommandFailure failure) {
        return failure.exitCode() == ExitCode.NOT_FOUND
                || failure.exitCode() == ExitCode.INTERRUPTED
                || failure.type().equals(FailureType.DELIVERY_FAILED.name())
                || failure.type().equals(FailureType.OUTPUT_TAKEN.name());
    }

    private static String sentence(CommandFailure failure, String session) {
        var why = failure.type().equals(ServerCalls.NO_ANSWER) || failure.type().equals(Failures.SERVER_UNAVAILABLE)
                ? "The session " + session + " does not answer."
                : failure.sentence();
        // The reason comes last: it often ends in a command or in lines of a log.
        return "The job is queued and continues when possible. To follow it, run `longtake wait " + session
                + "` or the same command again; nothing is queued twice. Reason: " + why;
    }
}
