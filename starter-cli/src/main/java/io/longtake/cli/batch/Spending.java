package io.longtake.cli.batch;

import io.longtake.workflows.account.Credits;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The credit limit of a batch and the costs of its rows, as reported by their sessions; earlier runs of the same batch are
 * included.
 */
public final class Spending {
    private final Optional<Double> limit;
    /** By session: a row that is tried again keeps its session, whose cost includes the earlier attempts. */
    private final Map<String, Double> rows = new HashMap<>();

    private double before;
    private boolean priceKnown;
    private double mostExpensive;

    public Spending(Optional<Double> limit) {
        this(limit, 0);
    }

    /** @param before what counts for the limit too, although no row of this command spent it */
    public Spending(Optional<Double> limit, double before) {
        this.limit = limit;
        this.before = before;
    }

    /** Begins a new period with the same limit and the known price. Rows in progress count completely for the new one. */
    public void startOver() {
        before = 0;
        rows.clear();
    }

    /** Records the cost that the row's session reports now. */
    public void record(String session, SessionView view) {
        var costs = view.turns().stream()
                .map(Turn::cost)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        priceKnown |= costs.length > 0;
        double cost = DoubleStream.of(costs).sum();
        mostExpensive = Math.max(mostExpensive, cost);
        rows.put(session, cost);
    }

    /** While the cost of a row is unknown, rows run one at a time: several could exceed any limit together. */
    public boolean isProbingPrice() {
        return limit.isPresent() && !priceKnown;
    }

    /** The rest of the limit. */
    public Optional<Double> left() {
        return limit.map(most -> Math.max(0, most - spent()));
    }

    /**
     * Why the next row must not start; empty if it may. It is assumed to cost as much as the most expensive row so far.
     *
     * @param active the sessions of rows whose cost is not known yet; each is assumed to cost as much as well
     */
    public Optional<String> limitReason(Set<String> active) {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        double open = active.stream()
                .mapToDouble(session -> Math.max(0, mostExpensive - rows.getOrDefault(session, 0.0)))
                .sum();
        double most = limit.get();
        if (spent() < most && spent() + open + mostExpensive <= most) {
            return Optional.empty();
        }
        return Optional.of("Not started: the limit is " + Credits.plain(most) + " credits, " + Credits.plain(spent())
                + " are spent" + (mostExpensive > 0 ? ", and a row has cost up to " + Credits.plain(mostExpensive) : "")
                + ". To continue, run the same command with a higher --max-credits.");
    }

    /** What was spent so far, in credits. */
    public double spent() {
        return before + rows.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
