package io.longtake.cli.command;

import io.longtake.cli.media.IntakeResult.Skipping;
import picocli.CommandLine.Option;

/** How to handle files that can't be used. */
final class SkipBadOption {
    @Option(
            names = "--skip-bad",
            description = "Leave out files that can't be used. Without this option, one such file stops the command.")
    private boolean skip;

    Skipping skipping() {
        return skip ? Skipping.SKIP : Skipping.OFFER;
    }
}
