package io.longtake.cli.batch;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what has been done for a row: from its session, whose spending it records, and from the media store. */
final class RowStatusReader {
    private final Invocation invocation;
    private final SessionAccess access;
    private final Spending spending;

    RowStatusReader(Invocation invocation, SessionAccess access, Spending spending) {
        this.invocation = invocation;
        this.access = access;
        this.spending = spending;
    }

    /** Empty if the session of the row does not exist. */
    Optional<RowStatus> read(Row.Wish row) {
        try {
            var view = access.sessions().view(row.session());
            spending.record(row.session(), view);
            return Optional.of(RowStatus.of(view, row.output()));
        } catch (CommandFailure failure) {
            if (failure.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Reads the backend's state once more for an edit with an unknown outcome, and uses what it shows now. */
    RowStatus settled(Row.Wish row, RowStatus standing) {
        if (standing instanceof RowStatus.Unknown unknown && unknown.edit().isPresent()) {
            try {
                var turn = access.control().settle(row.session(), unknown.edit().getAsInt(), SettleTurn.Verdict.LOOK);
                if (turn.status() != TurnStatus.UNKNOWN) {
                    return read(row).orElse(standing);
                }
            } catch (RuntimeException e) {
                // A failed read changes nothing: the outcome stays unknown.
                invocation
                        .statusOutput()
                        .detail("Checking " + row.session() + " at the backend failed: " + e.getMessage());
            }
        }
        return standing;
    }

    boolean isDelivered(Row.Wish row, RowStatus standing) {
        if (!(standing instanceof RowStatus.Made made)) {
            return false;
        }
        try {
            access.store().path(made.outcome().video().file());
            return true;
        } catch (IOException e) {
            // The home no longer keeps the film; the output file has to exist.
            return Files.exists(row.output());
        }
    }

    /** Sessions that were terminated from outside: their view will never change. */
    Set<String> terminated() {
        return access.sessions().list().stream()
                .filter(one -> !one.open())
                .map(Sessions.Listed::name)
                .collect(Collectors.toSet());
    }
}
