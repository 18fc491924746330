package io.longtake.cli.batch;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.BackendReachability;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.workflows.failure.FailureType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows that wait and those in progress. The progress is read from the sessions of the rows, so the command may be killed at any
 * time: the next one finds the finished rows, waits for the running ones, and requests only the rest.
 */
public final class RowLanes {
    private final BatchTerms terms;
    private final Backend backend;
    private final Spending spending;
    private final RowStatusReader statuses;
    private final RowRequests requests;
    private final RowResults results;
    private final BackendReachability reachability;
    private final Deque<Row.Wish> waiting = new ArrayDeque<>();
    /** Rows whose request was interrupted by a failure of the command: it may have been accepted. */
    private final Deque<Row.Wish> unsure = new ArrayDeque<>();

    private final List<Row.Wish> active = new ArrayList<>();

    /** @param spending limits the rows, and records what they cost */
    public RowLanes(Invocation invocation, SessionAccess access, BatchTerms terms, Spending spending, Backend backend) {
        this.terms = terms;
        this.backend = backend;
        this.spending = spending;
        this.statuses = new RowStatusReader(invocation, access, spending);
        this.requests = new RowRequests(invocation, access, statuses, spending, terms);
        this.results = new RowResults(invocation, access, terms.existing(), terms.skipBad());
        this.reachability =
                new BackendReachability(access.sessions(), invocation.output().events());
    }

    /** Adds a row, whatever an earlier command did of it. */
    public void add(Row.Wish row) {
        guarded(row, () -> {
            var standing =
                    statuses.settled(row, statuses.read(row).orElse(new RowStatus.Spent(true, Optional.empty())));
            if (standing instanceof RowStatus.AtWork && !statuses.terminated().contains(row.session())) {
                active.add(row);
            } else if (standing instanceof RowStatus.Unknown || statuses.isDelivered(row, standing)) {
                results.conclude(row, standing, false);
            } else {
                waiting.add(row);
            }
        });
    }

    /**
     * Requests the next rows, and finds those that have ended. Does not wait. After a failure it may be called again: no row is lost,
     * requested twice, or reported twice.
     */
    public void step() {
        while (!unsure.isEmpty()) {
            add(unsure.element());
            unsure.remove();
        }
        while (active.size() < lanesNow() && !waiting.isEmpty()) {
            var row = waiting.remove();
            unsure.add(row);
            if (guarded(row, () -> requests.request(row, active, backend))) {
                active.add(row);
            }
            unsure.remove();
        }
        active.removeIf(this::ended);
        reachability.observe(active.stream().map(Row.Wish::session).toList());
    }

    /** Whether another row would be requested immediately. */
    public boolean hasRoom() {
        return waiting.isEmpty() && unsure.isEmpty() && active.size() < lanesNow();
    }

    /** Why no other row may be requested, because of the credit limit; empty if one may. */
    public Optional<String> limitReason() {
        return spending.limitReason(active.stream().map(Row.Wish::session).collect(Collectors.toSet()));
    }

    public boolean isEmpty() {
        return waiting.isEmpty() && unsure.isEmpty() && active.isEmpty();
    }

    /** The number of rows in progress. */
    public int inProgress() {
        return active.size();
    }

    /** One result for each row that has ended, in the order in which they ended. */
    public List<RowResult> results() {
        return results.all();
    }

    /**
     * The results after the first ones, in the same order.
     *
     * @param known number of results that the caller has
     */
    public List<RowResult> resultsFrom(int known) {
        return results.from(known);
    }

    private int lanesNow() {
        return spending.isProbingPrice() ? 1 : terms.lanes();
    }

    private boolean ended(Row.Wish row) {
        // Its result is here already, if the step in which it ended failed because of a later row.
        return results.contains(row)
                || !guarded(row, () -> {
                    var standing = statuses.read(row).orElse(new RowStatus.Spent(true, Optional.empty()));
                    if (requests.mayAnswer(row, standing)) {
                        var others = active.stream()
                                .filter(one -> one.number() != row.number())
                                .toList();
                        requests.request(row, others, backend);
                    } else if (!(standing instanceof RowStatus.AtWork)) {
                        results.conclude(row, standing, true);
                    }
                })
                || results.contains(row);
    }

    /**
     * Runs the work of one row. A failure counts for that row only, unless it affects every row; then it ends the command.
     *
     * @return false, when the row has failed
     */
    private boolean guarded(Row.Wish row, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            var failure = e instanceof CommandFailure known ? known : Failures.translate(e);
            if (abortsBatch(failure)) {
                throw failure;
            }
            results.failed(row, failure);
            return false;
        }
    }

    /**
     * Whether a failure concerns the command's own processes and connection, and so affects every row, not a file or the backend.
     */
    private static boolean abortsBatch(CommandFailure failure) {
        boolean ofTheRow = failure instanceof RefusedInput
                || failure.type().equals(FileIntake.CHANGING)
                || FailureType.of(failure.type()).isPresent();
        return failure.exitCode() == ExitCode.INTERRUPTED || (failure.exitCode() == ExitCode.TEMPORARY && !ofTheRow);
    }
}
