package io.longtake.cli.job;

import io.longtake.cli.client.ServerCalls;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.workflows.failure.FailureType;
import java.util.function.Function;

/** The part of a command in which its job is queued already: whatever happens to the command, the job goes on. */
public final class QueuedJob {
    private QueuedJob() {}

    /** What is done in it; returns the command's exit code. */
    public interface Work {
        int run() throws InterruptedException;
    }

    /**
     * Does the work; where it has to be given up, the failure says that the job goes on and how to come back.
     *
     * @param document what {@code --json} prints then
     */
    static int of(Invocation invocation, String session, Function<CommandFailure, Object> document, Work work)
            throws InterruptedException {
        try {
            return work.run();
        } catch (RuntimeException e) {
            var failure = Failures.translate(e);
            if (isTheJobs(failure)) {
                throw e;
            }
            invocation.onFailure(document);
            throw new CommandFailure(ExitCode.TEMPORARY, failure.type(), sentence(failure, session), e);
        }
    }

    /** All else is trouble of the command's own: of its processes, its settings, its connection. */
    private static boolean isTheJobs(CommandFailure failure) {
        return failure.exitCode() == ExitCode.NOT_FOUND
                || failure.exitCode() == ExitCode.INTERRUPTED
                || failure.type().equals(FailureType.DELIVERY_FAILED.name())
                || failure.type().equals(FailureType.OUTPUT_TAKEN.name());
    }

    private static String sentence(CommandFailure failure, String session) {
        var why = failure.type().equals(ServerCalls.NO_ANSWER) || failure.type().equals(Failures.SERVER_UNAVAILABLE)
                ? "Session " + session + " does not answer right now."
                : failure.sentence();
        return why
                + " The job is queued and goes on as soon as it can; nothing needs to be asked again. Come back with:"
                + " longtake wait " + session;
    }
}
