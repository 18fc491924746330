package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.Admission.Skipping;
import io.longtake.cli.media.Refusal;
import java.util.List;
import picocli.CommandLine.Option;

/** What is done about files that can't be used. */
final class SkipBadOption {
    @Option(
            names = "--skip-bad",
            description = "Leave out files that can't be used. Without this, one such file stops the command.")
    private boolean skip;

    Skipping skipping() {
        return skip ? Skipping.SKIP : Skipping.OFFER;
    }

    /** Tells the person, and programs in the result. */
    void tell(Invocation invocation, List<Refusal> skipped) {
        if (skip) {
            invocation.addToResult(
                    "skipped", skipped.stream().map(Refusal::document).toList());
        }
        skipped.forEach(one -> invocation.talk().say("Skipped: " + one.sentence()));
    }
}
