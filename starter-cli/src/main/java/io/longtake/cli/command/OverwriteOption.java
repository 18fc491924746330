package io.longtake.cli.command;

import io.longtake.workflows.render.Delivery.Existing;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to handle an existing file with the output's name. */
final class OverwriteOption {
    @Option(
            names = "--overwrite",
            description =
                    "Replace an existing file. A film that this home wrote to the same path is replaced without this"
                            + " option if it is unchanged and a copy of it is in the media store.")
    private boolean overwrite;

    /** The effect of the option, if it was given; part of the request's content. */
    Optional<String> word() {
        return overwrite ? Optional.of("replaced") : Optional.empty();
    }

    Existing existing() {
        return overwrite ? Existing.REPLACE : Existing.KEEP;
    }
}
