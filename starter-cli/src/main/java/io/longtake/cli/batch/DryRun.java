package io.longtake.cli.batch;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.plan.EditCost;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about a batch before it starts.
 *
 * @param backend {@code studio} or an address
 * @param credits what the edit of a row is expected to cost; empty if unknown
 */
public record DryRun(String backend, Optional<Double> credits) {
    /** Reads the costs of rows from their sessions of an earlier run. */
    public static DryRun of(Invocation invocation, BatchPlan plan) {
        var sessions = new VerifiedSessions(invocation);
        var names = Set.copyOf(sessions.names());
        var earlier = plan.filmRows().stream()
                .map(Row.Wish::session)
                .filter(names::contains)
                .flatMap(name -> sessions.open(Optional.of(name)).stream());
        var origin = SessionAccess.backend(invocation).origin();
        return new DryRun(origin, EditCost.of(origin, earlier));
    }
}
