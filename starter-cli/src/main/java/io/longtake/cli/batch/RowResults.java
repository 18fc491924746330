package io.longtake.cli.batch;

import io.longtake.activities.delivery.DeliveredFilm;
import io.longtake.cli.batch.RowResult.RowError;
import io.longtake.cli.batch.RowResult.Status;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.media.RefusedInput;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.render.Delivery.Existing;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results of a batch: delivers the finished films, and says of every other row why it has none. */
final class RowResults {
    private final Invocation invocation;
    private final SessionAccess access;
    private final FilmDelivery films;
    private final Existing existing;
    private final boolean skipBad;
    private final List<RowResult> results = new ArrayList<>();

    /** @param skipBad whether a row with an unusable file is skipped, and not failed */
    RowResults(Invocation invocation, SessionAccess access, Existing existing, boolean skipBad) {
        this.invocation = invocation;
        this.access = access;
        this.films = new FilmDelivery(invocation.home(), invocation.store());
        this.existing = existing;
        this.skipBad = skipBad;
    }

    /** One result for each row that has ended, in the order in which they ended. */
    List<RowResult> all() {
        return List.copyOf(results);
    }

    /** @param known number of results that are left out */
    List<RowResult> from(int known) {
        return List.copyOf(results.subList(known, results.size()));
    }

    boolean contains(Row.Wish row) {
        return results.stream().anyMatch(result -> result.row() == row.number());
    }

    /** @param here whether it ended while this command watched */
    void conclude(Row.Wish row, RowStatus standing, boolean here) {
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
            if (access.sessions().view(row.session()).phase() == SessionPhase.OPEN) {
                access.control().close(row.session());
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
        var result = RowResult.of(row, status, renderId, error);
        results.add(result);
        if (invocation.output().events().isOn()) {
            invocation.output().events().row(result.document());
        }
        invocation
                .statusOutput()
                .info("Row " + row.number() + " (" + Printable.line(row.file()) + "): " + status.word()
                        + error.map(why -> ". " + why.message())
                                .orElse(", " + Printable.line(row.output().toString())));
    }

    void failed(Row.Wish row, CommandFailure failure) {
        add(row, status(failure), Optional.empty(), Optional.of(RowError.of(failure)));
    }

    private Status status(CommandFailure failure) {
        if (failure.exitCode() == ExitCode.UNKNOWN) {
            return Status.UNKNOWN;
        }
        boolean bad = failure instanceof RefusedInput && failure.exitCode() != ExitCode.TEMPORARY;
        return bad && skipBad ? Status.SKIPPED : Status.FAILED;
    }
}
