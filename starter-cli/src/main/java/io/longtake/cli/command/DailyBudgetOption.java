package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The credit limit of a command that makes films by itself. */
final class DailyBudgetOption {
    @Option(
            names = "--max-credits",
            paramLabel = "N",
            description =
                    "Start no film that would bring the credits spent on one day above N, estimated from the films so"
                            + " far. Required for any backend but the studio.")
    @Nullable
    private Double most;

    /** @throws CommandFailure exit 2, if the limit is missing or not a number that a limit can be */
    Optional<Double> limit(Invocation invocation) {
        var given = Optional.ofNullable(most);
        given.filter(credits -> !(credits >= 0 && credits < Double.POSITIVE_INFINITY))
                .ifPresent(credits -> {
                    throw CommandFailure.usage("--max-credits must be 0 or more, not " + credits + ".");
                });
        var backend = SessionAccess.backend(invocation);
        if (given.isEmpty() && !backend.studio()) {
            throw CommandFailure.usage(
                    "Films at " + backend.origin() + " cost credits, and this command makes them by itself."
                            + " Specify --max-credits N, the most that it may spend on one day. Nothing was started.");
        }
        return given;
    }
}
