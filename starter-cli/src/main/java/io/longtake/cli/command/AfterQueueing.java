package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import java.util.function.Function;

/** The part of a command in which its job is queued already: whatever happens to the command, the job goes on. */
final class AfterQueueing {
    private AfterQueueing() {}

    /** What is done in it; returns the command's exit code. */
    interface Work {
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
            if (!saysNothingOfTheJob(failure)) {
                throw e;
            }
            invocation.onFailure(document);
            throw new CommandFailure(ExitCode.TEMPORARY, failure.type(), sentence(failure, session), e);
        }
    }

    private static boolean saysNothingOfTheJob(CommandFailure failure) {
        return failure.exitCode() == ExitCode.TEMPORARY || failure.type().equals("StartFailed");
    }

    private static String sentence(CommandFailure failure, String session) {
        var why = failure.exitCode() == ExitCode.TEMPORARY
                ? "Session " + session + " does not answer right now."
                : failure.sentence();
        return why
                + " The job is queued and goes on as soon as it can; nothing needs to be asked again. Come back with:"
                + " longtake wait " + session;
    }
}
