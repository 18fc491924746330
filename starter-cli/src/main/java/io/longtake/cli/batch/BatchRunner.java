package io.longtake.cli.batch;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.job.BackendReachability;
import io.longtake.cli.job.InterruptNotice;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.Delivery.Existing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes the films of a batch. The progress is read from the sessions of the rows, so the command may be killed at any time: the
 * next one finds the finished rows, waits for the running ones, and requests only the rest.
 */
public final class BatchRunner {
    private static final long POLL_INTERVAL_MILLIS = 500;

    private final Invocation invocation;
    private final SessionAccess access;
    private final RunningInstallation installation;
    private final int lanes;
    private final Spending spending;
    private final RowStatusReader statuses;
    private final RowRequests requests;
    private final RowResults results;
    private final BackendReachability reachability;
    private int rowCount;
    private long startNanos;

    /** @param language returns the language of a session, given its first prompt */
    public BatchRunner(
            Invocation invocation,
            SessionAccess access,
            UnaryOperator<String> language,
            int lanes,
            Optional<Double> maxCredits,
            boolean skipBad,
            Existing existing) {
        this.invocation = invocation;
        this.access = access;
        this.installation = new RunningInstallation(invocation);
        this.lanes = lanes;
        this.spending = new Spending(maxCredits);
        this.statuses = new RowStatusReader(invocation, access, spending);
        this.requests = new RowRequests(invocation, access, statuses, language, spending, existing);
        this.results = new RowResults(invocation, access, existing, skipBad);
        this.reachability =
                new BackendReachability(access.sessions(), invocation.output().events());
    }

    /** @return one result for each row, in the order in which they ended */
    public List<RowResult> run(String batch, List<Row.Wish> rows) throws InterruptedException {
        rowCount = rows.size();
        invocation.output().events().batchStarted(batch, rowCount);
        startNanos = System.nanoTime();
        var backend = access.backend();
        access.readyAccount(backend);
        try {
            execute(batch, rows, backend);
        } catch (CommandFailure e) {
            throw e.exitCode() != ExitCode.TEMPORARY
                    ? e
                    : new CommandFailure(
                            ExitCode.TEMPORARY,
                            e.type(),
                            "The started rows of the batch " + batch
                                    + " continue as soon as possible. To make the remaining films, run the same"
                                    + " command again. Reason: " + e.sentence(),
                            e);
        }
        return results.all();
    }

    private void execute(String batch, List<Row.Wish> rows, Backend backend) throws InterruptedException {
        try (var notice = new InterruptNotice(
                invocation,
                () -> "Stopped waiting. The started rows continue. To make the remaining films of " + batch
                        + ", run the same command again.")) {
            Deque<Row.Wish> waiting = new ArrayDeque<>();
            List<Row.Wish> active = new ArrayList<>();
            var terminated = statuses.terminated();
            for (var row : rows) {
                sort(row, terminated, waiting, active);
            }
            while (notice.watching() && !(waiting.isEmpty() && active.isEmpty())) {
                while (active.size() < lanesNow() && !waiting.isEmpty()) {
                    var row = waiting.remove();
                    if (guarded(row, () -> requests.request(row, active, backend))) {
                        active.add(row);
                    }
                }
                active.removeIf(this::ended);
                reachability.observe(active.stream().map(Row.Wish::session).toList());
                var progress =
                        results.count() + " of " + rowCount + " rows finished, " + active.size() + " in progress";
                invocation.statusOutput().live(progress);
                invocation
                        .output()
                        .events()
                        .stillWorking(Optional.empty(), Duration.ofNanos(System.nanoTime() - startNanos), progress);
                Thread.sleep(POLL_INTERVAL_MILLIS);
                installation.ensureRunning();
            }
        }
    }

    private int lanesNow() {
        return spending.isProbingPrice() ? 1 : lanes;
    }

    private void sort(Row.Wish row, Set<String> terminated, Deque<Row.Wish> waiting, List<Row.Wish> active) {
        guarded(row, () -> {
            var standing =
                    statuses.settled(row, statuses.read(row).orElse(new RowStatus.Spent(true, Optional.empty())));
            if (standing instanceof RowStatus.AtWork && !terminated.contains(row.session())) {
                active.add(row);
            } else if (standing instanceof RowStatus.Unknown || statuses.isDelivered(row, standing)) {
                results.conclude(row, standing, false);
            } else {
                waiting.add(row);
            }
        });
    }

    private boolean ended(Row.Wish row) {
        return !guarded(row, () -> {
                    var standing = statuses.read(row).orElse(new RowStatus.Spent(true, Optional.empty()));
                    if (!(standing instanceof RowStatus.AtWork)) {
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
