package io.longtake.cli.batch;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Urgency;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.media.IntakeResult;
import io.longtake.cli.media.Refusal;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.cli.upload.UploadIntake;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.TurnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Requests what is missing of a row: all of it, or the steps after those that are done. */
final class RowRequests {
    private final Invocation invocation;
    private final SessionAccess access;
    private final RowStatusReader statuses;
    private final UnaryOperator<String> language;
    private final Spending spending;
    private final FileIntake intake;
    private final IntakeResult.Demand demand;
    private final Existing existing;

    /** @param language returns the language of a session, given its first prompt */
    RowRequests(
            Invocation invocation,
            SessionAccess access,
            RowStatusReader statuses,
            UnaryOperator<String> language,
            Spending spending,
            Existing existing) {
        this.invocation = invocation;
        this.access = access;
        this.statuses = statuses;
        this.language = language;
        this.spending = spending;
        this.demand = UploadIntake.demand(invocation);
        this.intake = new FileIntake(invocation.environment(), access.store());
        this.existing = existing;
    }

    /**
     * Requests the missing steps of a row.
     *
     * @param active the rows in progress
     * @throws CommandFailure exit 5, when the row could exceed the limit of the batch
     */
    void request(Row.Wish row, List<Row.Wish> active, Backend backend) {
        var standing = statuses.read(row);
        refuseBeyondLimit(standing, active);
        if (standing.orElse(null) instanceof RowStatus.Broken broken) {
            enqueue(row, backend, broken.from(), Integer.toString(broken.attempt()));
            return;
        }
        // A new run needs its own id: with an answered id it would get the closed run's answer again.
        var id = standing.isEmpty() ? "1" : "after-" + access.sessions().runId(row.session());
        if (standing.orElse(null) instanceof RowStatus.Spent spent && !spent.closed()) {
            access.control().end(row.session());
        }
        enqueue(row, backend, RowStatus.Step.MEDIA, id);
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
        access.queues().startAndEnqueue(spec, turns, row.session() + "-" + attempt, spending.left(), Urgency.BATCH);
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
}
