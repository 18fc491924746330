package io.longtake.cli.batch;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.job.InterruptNotice;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the films of a batch, and waits for them. */
public final class BatchRunner {
    private static final long POLL_INTERVAL_MILLIS = 500;

    private final Invocation invocation;
    private final SessionAccess access;
    private final RunningInstallation installation;
    private final BatchTerms terms;

    public BatchRunner(Invocation invocation, SessionAccess access, BatchTerms terms) {
        this.invocation = invocation;
        this.access = access;
        this.installation = new RunningInstallation(invocation);
        this.terms = terms;
    }

    /** @return one result for each row, in the order in which they ended */
    public List<RowResult> run(String batch, List<Row.Wish> rows) throws InterruptedException {
        invocation.output().events().batchStarted(batch, rows.size());
        var backend = access.backend();
        access.readyAccount(backend);
        try {
            return execute(batch, rows, backend);
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
    }

    private List<RowResult> execute(String batch, List<Row.Wish> rows, Backend backend) throws InterruptedException {
        long startNanos = System.nanoTime();
        try (var notice = new InterruptNotice(
                invocation,
                () -> "Stopped waiting. The started rows continue. To make the remaining films of " + batch
                        + ", run the same command again.")) {
            var lanes = new RowLanes(invocation, access, terms, new Spending(terms.maxCredits()), backend);
            rows.forEach(lanes::add);
            while (notice.watching() && !lanes.isEmpty()) {
                lanes.step();
                var progress = lanes.results().size() + " of " + rows.size() + " rows finished, " + lanes.inProgress()
                        + " in progress";
                invocation.statusOutput().live(progress);
                invocation
                        .output()
                        .events()
                        .stillWorking(Optional.empty(), Duration.ofNanos(System.nanoTime() - startNanos), progress);
                Thread.sleep(POLL_INTERVAL_MILLIS);
                installation.ensureRunning();
            }
            return lanes.results();
        }
    }
}
