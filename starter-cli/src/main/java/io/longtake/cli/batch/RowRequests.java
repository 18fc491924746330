package io.longtake.cli.batch;

import io.longtake.cli.client.Backend;
import io.longtake.cli.client.JobTerms;
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
import io.longtake.workflows.session.TurnSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests what is missing of a row: all of it, or the steps after those that are done. */
final class RowRequests {
    /** A row with more questions needs another prompt. */
    private static final int ANSWERS_PER_ROW = 5;

    private final Invocation invocation;
    private final SessionAccess access;
    private final RowStatusReader statuses;
    private final Spending spending;
    private final BatchTerms terms;
    private final FileIntake intake;
    private final IntakeResult.Demand demand;
    /** The number of answered questions of each row. */
    private final Map<Integer, Integer> answers = new HashMap<>();

    RowRequests(
            Invocation invocation,
            SessionAccess access,
            RowStatusReader statuses,
            Spending spending,
            BatchTerms terms) {
        this.invocation = invocation;
        this.access = access;
        this.statuses = statuses;
        this.spending = spending;
        this.terms = terms;
        this.demand = UploadIntake.demand(invocation);
        this.intake = new FileIntake(invocation.environment(), access.store());
    }

    /** Whether the row ended with a question that {@link #request} answers. */
    boolean mayAnswer(Row.Wish row, RowStatus standing) {
        return terms.answering()
                && standing instanceof RowStatus.Broken broken
                && broken.question().isPresent()
                && answers.getOrDefault(row.number(), 0) < ANSWERS_PER_ROW;
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
            var prompt = mayAnswer(row, broken) ? answer(row, broken) : row.prompt();
            enqueue(row, prompt, backend, broken.from(), Integer.toString(broken.attempt()));
            return;
        }
        // A new run needs its own id: with an answered id it would get the closed run's answer again.
        var id = standing.isEmpty() ? "1" : "after-" + access.sessions().runId(row.session());
        if (standing.orElse(null) instanceof RowStatus.Spent spent && !spent.closed()) {
            access.control().end(row.session());
        }
        enqueue(row, row.prompt(), backend, RowStatus.Step.MEDIA, id);
    }

    /** The first choice. */
    private String answer(Row.Wish row, RowStatus.Broken broken) {
        answers.merge(row.number(), 1, Integer::sum);
        var question = broken.question().orElseThrow();
        var reply = question.choices().get(0).request();
        invocation
                .statusOutput()
                .info("Row " + row.number() + ": " + question.text() + " Answered with --yes: " + reply);
        return reply;
    }

    private void refuseBeyondLimit(Optional<RowStatus> standing, List<Row.Wish> active) {
        boolean free =
                standing.orElse(null) instanceof RowStatus.Broken broken && broken.from() == RowStatus.Step.EXPORT;
        var sessions = active.stream().map(Row.Wish::session).collect(Collectors.toSet());
        if (!free) {
            spending.limitReason(sessions).ifPresent(reason -> {
                throw new CommandFailure(ExitCode.NO_CREDITS, FailureType.BUDGET_REACHED.name(), reason);
            });
        }
    }

    private void enqueue(Row.Wish row, String prompt, Backend backend, RowStatus.Step from, String attempt) {
        List<TurnSpec> turns = new ArrayList<>();
        if (from == RowStatus.Step.MEDIA) {
            turns.add(access.lists().adding(List.of(media(row)), true));
        }
        if (from != RowStatus.Step.EXPORT) {
            turns.add(new TurnSpec.Edit(prompt));
        }
        turns.add(new TurnSpec.Export(
                Optional.of(new Delivery(invocation.home().id(), row.output().toString(), terms.existing()))));
        var spec = access.spec(row.session(), backend, terms.language().apply(row.prompt()));
        var conditions =
                new JobTerms(spending.left(), terms.receiver().map(receiver -> receiver.sealedFor(row.session())));
        access.queues().startAndEnqueue(spec, turns, row.session() + "-" + attempt, conditions, Urgency.BATCH);
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
