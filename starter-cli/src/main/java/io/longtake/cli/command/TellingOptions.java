package io.longtake.cli.command;

import io.longtake.cli.event.DoneProgram;
import io.longtake.cli.event.EndFacts;
import io.longtake.cli.invocation.CommandOutput;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command tells other programs of its job: while it waits, and when it ends. */
final class TellingOptions {
    @Option(
            names = CommandOutput.EVENTS,
            description =
                    "Print a JSON object per line while the job runs: started, progress, still-working, turn, row,"
                            + " and ended with the document of --json.")
    private boolean events;

    @Option(
            names = "--on-done",
            paramLabel = "CMD",
            description = "Run a program when this command ends, unless it is interrupted. No shell is involved: spaces"
                    + " separate the arguments, '…' and \"…\" keep them together. Environment"
                    + " variables such as LONGTAKE_STATUS and LONGTAKE_OUTPUT contain the result; see docs/scripts.md.")
    @Nullable
    private String onDone;

    /**
     * Call before anything that can fail, so that a failure is told in the same way as a result.
     *
     * @param command the command's name
     * @param session the session that the user named
     * @throws CommandFailure exit 2, if the options can't be used
     */
    void begin(Invocation invocation, String command, Optional<String> session) {
        if (events) {
            invocation.output().printEvents();
        }
        if (onDone != null) {
            var program = DoneProgram.of(onDone, invocation.environment());
            invocation
                    .output()
                    .atEnd((exitCode, document) -> program.run(
                            new EndFacts(
                                    command,
                                    session,
                                    exitCode,
                                    document instanceof Map<?, ?> fields ? fields : Map.of()),
                            invocation.statusOutput()));
        }
    }

    /** Refuses what {@code --dry-run} can't do. */
    void checkDryRun() {
        if (onDone != null) {
            throw CommandFailure.usage("--dry-run starts no job, so --on-done would never run. Omit one of them.");
        }
    }

    /** The same for a command that may leave its job to the background, where no command waits for its end. */
    void begin(Invocation invocation, String command, Optional<String> session, boolean detach) {
        if (detach && onDone != null) {
            throw CommandFailure.usage("--on-done runs a program when the job ends, so the command has to wait for it."
                    + " Omit --detach, or run `longtake wait NAME --on-done CMD` later.");
        }
        begin(invocation, command, session);
    }
}
