package io.longtake.cli.outcome;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a group of turns, seen as one job.
 *
 * @param render the last render of the group's export, if it got that far
 * @param failure why it isn't done, if it isn't
 */
public record JobOutcome(Status status, Optional<RenderRecord> render, Optional<Failure> failure) {
    /** In the words of the JSON contract. */
    public enum Status {
        COMPLETED,
        FAILED,
        CANCELLED,
        UNKNOWN,
        RUNNING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the view says about these turns. One that the view no longer has counts as unknown, unless a film of the group
     * shows that all went well before it was archived.
     *
     * @param numbers of the turns that count
     */
    public static JobOutcome on(SessionView view, List<Integer> numbers) {
        var turns = view.turns().stream()
                .filter(turn -> numbers.contains(turn.number()))
                .toList();
        var render = view.renders().stream()
                .filter(one -> numbers.contains(one.exportTurn()))
                .reduce((earlier, later) -> later);
        var worst = turns.stream()
                .filter(turn -> turn.failure().isPresent())
                // The turn that broke, not those that were given up because of it.
                .min(java.util.Comparator.comparing(turn -> isAftermath(turn) ? 1 : 0));
        if (isCompleted(render) && view.archivedTurns() > 0) {
            return new JobOutcome(
                    status(turns), render, worst.flatMap(Turn::failure).or(() -> deliveryTrouble(render)));
        }
        var gone = numbers.stream()
                .filter(number -> turns.stream().noneMatch(turn -> turn.number() == number))
                .toList();
        if (!gone.isEmpty()) {
            return new JobOutcome(Status.UNKNOWN, render, Optional.of(missing(view, gone)));
        }
        return new JobOutcome(
                status(turns), render, worst.flatMap(Turn::failure).or(() -> deliveryTrouble(render)));
    }

    /** The verdict on turns whose session is another one by now. */
    public static JobOutcome ofBygone(String session) {
        return new JobOutcome(
                Status.UNKNOWN,
                Optional.empty(),
                Optional.of(new Failure(
                        FailureType.OUTCOME_UNKNOWN,
                        "The session '" + session + "' was closed and begun anew meanwhile; the new one can't tell what"
                                + " became of this job.")));
    }

    /** An unknown edit or upload that nobody has settled: the queue waits behind it. An unknown export holds up nothing. */
    public static boolean blocks(Turn turn) {
        return turn.status() == TurnStatus.UNKNOWN && !turn.settled() && !turn.isExport();
    }

    private static Failure missing(SessionView view, List<Integer> gone) {
        var which = (gone.size() == 1 ? "Turn " : "Turns ")
                + gone.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var name = view.spec().name();
        return new Failure(
                FailureType.OUTCOME_UNKNOWN,
                view.archivedTurns() > 0
                        ? which
                                + " ended and went to the session's archive before the end could be read; `longtake show "
                                + name + "` has the films."
                        : which + " can't be found in the session '" + name + "' any more.");
    }

    private static boolean isCompleted(Optional<RenderRecord> render) {
        return render.flatMap(RenderRecord::outcome)
                .filter(RenderOutcome.Completed.class::isInstance)
                .isPresent();
    }

    /** The same turns once nothing moves by itself any more: those still queued wait for a person. */
    public JobOutcome atRest(String session) {
        if (status != Status.RUNNING) {
            return this;
        }
        return new JobOutcome(
                status,
                render,
                Optional.of(new Failure(
                        FailureType.OUTCOME_UNKNOWN,
                        "It waits behind an edit whose outcome is unknown. Settle that one: longtake reconcile "
                                + session)));
    }

    private static boolean isAftermath(Turn turn) {
        return turn.failure()
                .map(why -> why.type() == FailureType.GROUP_CANCELLED)
                .orElse(false);
    }

    private static Status status(List<Turn> turns) {
        if (turns.stream().anyMatch(turn -> turn.status() == TurnStatus.UNKNOWN)) {
            return Status.UNKNOWN;
        }
        if (turns.stream().anyMatch(turn -> turn.status() == TurnStatus.FAILED)) {
            return Status.FAILED;
        }
        if (turns.stream().anyMatch(turn -> !turn.status().ended())) {
            return Status.RUNNING;
        }
        return turns.stream().anyMatch(turn -> turn.status() == TurnStatus.CANCELLED)
                ? Status.CANCELLED
                : Status.COMPLETED;
    }

    private static Optional<Failure> deliveryTrouble(Optional<RenderRecord> render) {
        return render.flatMap(RenderRecord::outcome)
                .flatMap(outcome ->
                        outcome instanceof RenderOutcome.Completed done ? done.deliveryTrouble() : Optional.empty());
    }

    /** For a job that was followed to where nothing moves by itself: what still runs then waits for a person. */
    public ExitCode exitCode() {
        return switch (status) {
            case COMPLETED -> ExitCode.DONE;
            case CANCELLED ->
                failure.filter(why -> why.type() == FailureType.BUDGET_REACHED)
                        .map(why -> exitCode(why.type()))
                        .orElse(ExitCode.FAILED);
            case UNKNOWN, RUNNING -> ExitCode.UNKNOWN;
            case FAILED -> failure.map(why -> exitCode(why.type())).orElse(ExitCode.FAILED);
        };
    }

    /** The one table from failures to exit codes. */
    public static ExitCode exitCode(FailureType type) {
        return switch (type) {
            case TOKEN_REFUSED, TOKEN_UNAVAILABLE, PLAN_BLOCKS_EXPORT -> ExitCode.NOT_ALLOWED;
            case NO_CREDITS, BUDGET_REACHED -> ExitCode.NO_CREDITS;
            case OUTCOME_UNKNOWN -> ExitCode.UNKNOWN;
            case NOT_SENT, BACKEND_TROUBLE, RATE_LIMITED, ACCOUNT_SILENT, UNREADABLE_ANSWER, NOT_YET ->
                ExitCode.TEMPORARY;
            case SESSION_LOST, SESSION_CLOSED, RENDER_LOST -> ExitCode.NOT_FOUND;
            case NOT_POSSIBLE, UNSUPPORTED_FILE, FILE_TOO_LARGE -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
