package io.longtake.cli.command;

import io.longtake.workflows.render.Delivery.Existing;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What becomes of a file that has the output's name already. */
final class OverwriteOption {
    @Option(
            names = "--overwrite",
            description = "Replace a file that is there already. Films that Longtake delivered there and nobody changed"
                    + " are replaced without it; they stay in the media store.")
    private boolean overwrite;

    /** Where it was given, what it comes to; part of the wish. */
    Optional<String> word() {
        return overwrite ? Optional.of("replaced") : Optional.empty();
    }

    Existing existing() {
        return overwrite ? Existing.REPLACE : Existing.KEEP;
    }
}
