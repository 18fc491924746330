package io.longtake.cli.command;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.session.SessionView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much the edits of a command may cost. */
final class BudgetOption {
    @Option(
            names = "--max-credits",
            paramLabel = "N",
            description =
                    "Stop before the edit that would bring the credits spent above N, by what edits have cost so far.")
    @Nullable
    private Double most;

    Optional<Double> limit() {
        var given = Optional.ofNullable(most);
        given.filter(credits -> !(credits >= 0 && credits < Double.POSITIVE_INFINITY))
                .ifPresent(credits -> {
                    throw CommandFailure.usage("--max-credits is 0 or more, not " + credits + ".");
                });
        return given;
    }

    /**
     * What has to be known about a limit before the price is.
     *
     * @param first the number of the first turn that it goes for
     */
    static Optional<String> caution(Optional<Double> limit, SessionView view, int first) {
        boolean known = view.turns().stream()
                .anyMatch(turn -> turn.number() < first && turn.cost().isPresent());
        return limit.filter(credits -> credits > 0 && !known)
                .map(credits ->
                        "What an edit costs is not known in this session yet: the first one is sent even if it costs"
                                + " more than the " + Credits.plain(credits)
                                + " credits allowed, and nothing after it then.");
    }
}
