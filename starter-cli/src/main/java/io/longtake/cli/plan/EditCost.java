package io.longtake.cli.plan;

import io.longtake.workflows.Installation;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import java.util.Optional;
import java.util.stream.Stream;

/** What an edit would cost, as far as it is known before it is sent. */
public final class EditCost {
    private EditCost() {}

    /**
     * The most that an edit of these sessions has cost; as with {@code --max-credits}, the next one is assumed to cost as much.
     *
     * @param origin the backend; the studio of a home charges nothing
     * @return credits; empty if unknown
     */
    public static Optional<Double> of(String origin, Stream<SessionView> sessions) {
        return sessions.flatMap(view -> view.turns().stream())
                .flatMap(turn -> cost(turn).stream())
                .max(Double::compare)
                .or(() -> origin.equals(Installation.STUDIO) ? Optional.of(0.0) : Optional.empty());
    }

    private static Optional<Double> cost(Turn turn) {
        return turn instanceof Turn.EditTurn ? turn.cost() : Optional.empty();
    }

    /** The cost in words. */
    public static String text(Optional<Double> credits) {
        return credits.map(known -> known == 0 ? "no credits" : "about " + Credits.plain(known) + " credits per edit")
                .orElse("unknown");
    }
}
