package io.longtake.cli.command;

import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The credit limit for the edits of a command. */
final class BudgetOption {
    @Option(
            names = "--max-credits",
            paramLabel = "N",
            description =
                    "Stop before an edit that would bring the credits spent above N, estimated from the edits so far.")
    @Nullable
    private Double most;

    Optional<Double> limit() {
        var given = Optional.ofNullable(most);
        given.filter(credits -> !(credits >= 0 && credits < Double.POSITIVE_INFINITY))
                .ifPresent(credits -> {
                    throw CommandFailure.usage("--max-credits must be 0 or more, not " + credits + ".");
                });
        return given;
    }
}
