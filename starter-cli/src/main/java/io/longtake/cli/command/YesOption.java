package io.longtake.cli.command;

import io.longtake.cli.outcome.CommandFailure;
import picocli.CommandLine.Option;

/** Whether the command answers the backend's question about an edit. */
final class YesOption {
    @Option(
            names = "--yes",
            description = "If the backend asks whether to make the edit in spite of its consequences, answer yes. A"
                    + " question that offers alternatives is still reported.")
    private boolean given;

    boolean isGiven() {
        return given;
    }

    /** @throws CommandFailure exit 2, if the command is not to wait for the question */
    void check(boolean detach) {
        if (given && detach) {
            throw CommandFailure.usage(
                    "--yes answers a question that the edit may raise, so the command has to wait for"
                            + " it. Omit --detach or --yes.");
        }
    }
}
