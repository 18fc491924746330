package io.longtake.cli.batch;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.cli.batch.RowResult.RowError;
import io.longtake.cli.batch.RowResult.Status;
import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.job.BackendReachability;
import io.longtake.cli.job.InterruptNotice;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.media.Refusal;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SettleTurn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes the films of a batch. The progress is read from the sessions of the rows, so the command may be killed at any time: the
 * next one finds the finished rows, waits for the running ones, and requests only the rest.
 */
public final class BatchRunner {
    private static final long POLL_INTERVAL_MILLIS = 500;

    private final Invocation invocation;
    private final SessionAccess access;
    private final RunningInstallation installation;
    private final Sessions sessions;
    private final UnaryOperator<String> language;
    private final int lanes;
    private final Spending spending;
    private final FileIntake intake;
    private final IntakeResult.Demand demand;
    private final boolean skipBad;
    private final Existing existing;
    private final FilmDelivery films;
    private final BackendReachability reachability;
    private final List<RowResult> results = new ArrayList<>();
    private int rowCount;

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
        this.sessions = access.sessions();
        this.language = language;
        this.lanes = lanes;
        this.spending = new Spending(maxCredits);
        this.skipBad = skipBad;
        this.existing = existing;
        this.reachability = new BackendReachability(sessions);
        this.films = new FilmDelivery(invocation.home(), invocation.store());
        this.demand = UploadIntake.demand(invocation);
        this.intake = new FileIntake(invocation.environment(), access.store());
    }

    /** @return one result for each row, in the order in which they ended */
    public List<RowResult> run(String batch, List<Row.Wish> rows) throws InterruptedException {
        rowCount = rows.size();
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
        return List.copyOf(results);
    }

    private void execute(String batch, List<Row.Wish> rows, Backend backend) throws InterruptedException {
        try (var notice = new InterruptNotice(
                invocation,
                () -> "Stopped waiting. The started rows continue. To make the remaining films of " + batch
                        + ", run the same command again.")) {
            Deque<Row.Wish> waiting = new ArrayDeque<>();
            List<Row.Wish> active = new ArrayList<>();
            var dead = dead();
            for (var row : rows) {
                sort(row, dead, waiting, active);
            }
            while (notice.watching() && !(waiting.isEmpty() && active.isEmpty())) {
                while (active.size() < lanesNow() && !waiting.isEmpty()) {
                    ask(waiting.remove(), active, backend).ifPresent(active::add);
                }
                active.removeIf(this::ended);
                reachability.observe(active.stream().map(Row.Wish::session).toList());
                invocation
                        .statusOutput()
                        .live(results.size() + " of " + rowCount + " rows finished, " + active.size() + " in progress");
                Thread.sleep(POLL_INTERVAL_MILLIS);
                installation.ensureRunning();
            }
        }
    }

    private int lanesNow() {
        return spending.isProbingPrice() ? 1 : lanes;
    }

    /** Sessions that were terminated from outside: their view will never change. */
    private Set<String> dead() {
        return sessions.list().stream()
                .filter(one -> !one.open())
                .map(Sessions.Listed::name)
                .collect(Collectors.toSet());
    }

    private void sort(Row.Wish row, Set<String> dead, Deque<Row.Wish> waiting, List<Row.Wish> active) {
        guarded(row, () -> {
            var standing = settled(row, fetchStatus(row).orElse(new RowStatus.Spent(true, Optional.empty())));
            if (standing instanceof RowStatus.AtWork && !dead.contains(row.session())) {
                active.add(row);
            } else if (standing instanceof RowStatus.Unknown || isDelivered(row, standing)) {
                conclude(row, standing, false);
            } else {
                waiting.add(row);
            }
        });
    }

    private Optional<RowStatus> fetchStatus(Row.Wish row) {
        try {
            var view = sessions.view(row.session());
            spending.record(row.number(), view);
            return Optional.of(RowStatus.of(view, row.output()));
        } catch (CommandFailure failure) {
            if (failure.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Reads the backend's state once more for an edit with an unknown outcome, and uses what it shows now. */
    private RowStatus settled(Row.Wish row, RowStatus standing) {
        if (standing instanceof RowStatus.Unknown unknown && unknown.edit().isPresent()) {
            try {
                var turn = sessions.settle(row.session(), unknown.edit().getAsInt(), SettleTurn.Verdict.LOOK);
                if (turn.status() != TurnStatus.UNKNOWN) {
                    return fetchStatus(row).orElse(standing);
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

    private boolean isDelivered(Row.Wish row, RowStatus standing) {
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

    /** Requests the missing steps of a row. */
    private Optional<Row.Wish> ask(Row.Wish row, List<Row.Wish> active, Backend backend) {
        return guarded(row, () -> {
                    var standing = fetchStatus(row);
                    refuseBeyondLimit(standing, active);
                    if (standing.orElse(null) instanceof RowStatus.Broken broken) {
                        enqueue(row, backend, broken.from(), Integer.toString(broken.attempt()));
                        return;
                    }
                    // A new run needs its own id: with an answered id it would get the closed run's answer again.
                    var id = standing.isEmpty() ? "1" : "after-" + sessions.runId(row.session());
                    if (standing.orElse(null) instanceof RowStatus.Spent spent && !spent.closed()) {
                        sessions.end(row.session());
                    }
                    enqueue(row, backend, RowStatus.Step.MEDIA, id);
                })
                ? Optional.of(row)
                : Optional.empty();
    }

    private void refuseBeyondLimit(Optional<RowStatus> standing, List<Row.Wish> active) {
        boolean free =
                standing.orElse(null) instanceof RowStatus.Broken broken && broken.from() == RowStatus.Step.EXPORT;
        var numbers = active.stream().map(Row.Wish::number).collect(Collectors.toSet());
        if (!free) {
            spending.limitReason(numbers).ifPresent(reason -> {
                throw new CommandFailure(ExitCode.NO_CREDITS, FailureType.BUDGET_REACHED.name(), reason);
            });
        }
    }

    private void enqueue(Row.Wish row, Backend backend, RowStatus.Step from, String attempt) {
        List<TurnSpec> turns = new ArrayList<>();
        if (from == RowStatus.Step.MEDIA) {
            turns.add(access.lists().adding(List.of(media(row)), true));
        }
        if (from != RowStatus.Step.EXPORT) {
            turns.add(new TurnSpec.Edit(row.prompt()));
        }
        turns.add(new TurnSpec.Export(
                Optional.of(new Delivery(invocation.home().id(), row.output().toString(), existing))));
        var spec = access.spec(row.session(), backend, language.apply(row.prompt()));
        sessions.startAndEnqueue(spec, turns, row.session() + "-" + attempt, spending.left());
        invocation
                .statusOutput()
                .info("Row " + row.number() + " (" + Printable.line(row.file()) + "): started, session "
                        + row.session());
    }

    private MediaRef media(Row.Wish row) {
        if (row.source() instanceof Row.Source.OnDisk disk) {
            return disk.file().media().orElseThrow();
        }
        var selection = intake.admit(List.of(row.file())).select(demand, IntakeResult.Skipping.REFUSE);
        if (selection.onlySound()) {
            throw CommandFailure.usage(Refusal.onlySound(row.file()).sentence());
        }
        selection.warnings().forEach(one -> invocation.statusOutput().info("Note: " + one));
        return selection.files().get(0);
    }

    private boolean ended(Row.Wish row) {
        return !guarded(row, () -> {
                    var standing = fetchStatus(row).orElse(new RowStatus.Spent(true, Optional.empty()));
                    if (!(standing instanceof RowStatus.AtWork)) {
                        conclude(row, standing, true);
                    }
                })
                || results.stream().anyMatch(result -> result.row() == row.number());
    }

    /** @param here whether it ended while this command watched */
    private void conclude(Row.Wish row, RowStatus standing, boolean here) {
        if (standing instanceof RowStatus.Made made) {
            deliver(row, made, here);
        } else if (standing instanceof RowStatus.Unknown unknown) {
            add(row, Status.UNKNOWN, id(unknown.render()), Optional.of(unknownOutcome(row, unknown)));
        } else if (standing instanceof RowStatus.Broken broken) {
            add(row, Status.FAILED, id(broken.render()), Optional.of(error(broken.why())));
        } else if (standing instanceof RowStatus.Spent spent) {
            add(row, Status.FAILED, Optional.empty(), Optional.of(error(spent.why())));
        }
    }

    private void deliver(Row.Wish row, RowStatus.Made made, boolean here) {
        var renderId = Optional.of(made.render().renderId());
        try {
            films.deliver(film(row, made), row.output(), existing);
        } catch (CommandFailure failure) {
            boolean there = failure.exitCode() == ExitCode.NOT_FOUND && Files.exists(row.output());
            if (!there) {
                add(row, Status.FAILED, renderId, Optional.of(RowError.of(failure)));
                return;
            }
        }
        add(row, Status.COMPLETED, renderId, Optional.empty());
        films.replacedBy(made.render(), row.output()).filter(any -> here).ifPresent(earlier -> invocation
                .statusOutput()
                .info("Row " + row.number() + ": " + FilmDelivery.replacedSentence(earlier)));
        // A finished session need not stay open; its name and its films stay listed.
        try {
            if (sessions.view(row.session()).phase() == io.longtake.workflows.session.SessionPhase.OPEN) {
                sessions.close(row.session());
            }
        } catch (RuntimeException e) {
            invocation.statusOutput().detail("The session " + row.session() + " remains open: " + e.getMessage());
        }
    }

    private static DeliveredFilm film(Row.Wish row, RowStatus.Made made) {
        return new DeliveredFilm(
                row.session(), made.render().renderId(), made.outcome().video().file());
    }

    /** Always names {@code reconcile}: an export would start, and may charge, a second render. */
    static RowError unknownOutcome(Row.Wish row, RowStatus.Unknown unknown) {
        var why = unknown.why().map(Failure::message).orElse("The outcome is unknown.");
        var command = "longtake reconcile " + row.session();
        var advice = unknown.edit().isPresent() ? " To check: " : " To check, and to continue that render: ";
        return new RowError("OUTCOME_UNKNOWN", why.contains(command) ? why : why + advice + command, ExitCode.UNKNOWN);
    }

    private static RowError error(Optional<Failure> why) {
        return why.map(RowError::of)
                .orElse(new RowError("CANCELLED", "It was stopped before the film was made.", ExitCode.FAILED));
    }

    private static Optional<String> id(Optional<RenderRecord> render) {
        return render.map(RenderRecord::renderId);
    }

    private void add(Row.Wish row, Status status, Optional<String> renderId, Optional<RowError> error) {
        results.add(RowResult.of(row, status, renderId, error));
        invocation
                .statusOutput()
                .info("Row " + row.number() + " (" + Printable.line(row.file()) + "): " + status.word()
                        + error.map(why -> ". " + why.message())
                                .orElse(", " + Printable.line(row.output().toString())));
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
            add(row, status(failure), Optional.empty(), Optional.of(RowError.of(failure)));
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

    private Status status(CommandFailure failure) {
        if (failure.exitCode() == ExitCode.UNKNOWN) {
            return Status.UNKNOWN;
        }
        boolean bad = failure instanceof RefusedInput && failure.exitCode() != ExitCode.TEMPORARY;
        return bad && skipBad ? Status.SKIPPED : Status.FAILED;
    }
}
