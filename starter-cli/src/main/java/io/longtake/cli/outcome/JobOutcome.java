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
 * The outcome of a group of turns, seen as one job.
 *
 * @param render the last render of the group's export, if there is one
 * @param failure why the job is not completed; empty if it is
 */
public record JobOutcome(Status status, Optional<RenderRecord> render, Optional<Failure> failure) {
    /** The values of the JSON contract. */
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
     * Derives the outcome from the view. A turn that is missing from the view counts as unknown, unless a film of the
     * group shows that the turns succeeded before they were archived.
     *
     * @param numbers the numbers of the job's turns
     */
    public static JobOutcome on(SessionView view, List<Integer> numbers) {
        var turns = view.turns().stream()
                .filter(turn -> numbers.contains(turn.number()))
                .toList();
        var renders = view.renders().stream()
                .filter(one -> numbers.contains(one.exportTurn()))
                .toList();
        var known = of(turns, renders);
        if (isCompleted(known.render()) && view.archivedTurns() > 0) {
            return known;
        }
        var gone = numbers.stream()
                .filter(number -> turns.stream().noneMatch(turn -> turn.number() == number))
                .toList();
        if (!gone.isEmpty()) {
            return new JobOutcome(Status.UNKNOWN, known.render(), Optional.of(missing(view, gone)));
        }
        return known;
    }

    /** Prefers the turn that failed over those that were cancelled because of it. */
    private static Optional<Turn> worst(List<Turn> turns) {
        return turns.stream()
                .filter(turn -> turn.failure().isPresent())
                .min(java.util.Comparator.comparing(turn -> isConsequence(turn) ? 1 : 0));
    }

    /**
     * Derives the outcome of a group from its turns and renders. Turns that are not among them succeeded.
     *
     * @param renders in the order in which they were decided
     */
    public static JobOutcome of(List<Turn> turns, List<RenderRecord> renders) {
        var render = renders.stream().reduce((earlier, later) -> later);
        return new JobOutcome(
                status(turns), render, worst(turns).flatMap(Turn::failure).or(() -> deliveryFailure(render)));
    }

    /** Returns the outcome of turns whose session was closed and replaced by a new one of the same name. */
    public static JobOutcome ofPreviousRun(String session) {
        return new JobOutcome(
                Status.UNKNOWN,
                Optional.empty(),
                Optional.of(new Failure(
                        FailureType.OUTCOME_UNKNOWN,
                        "The session " + session + " was closed and started over in the meantime; the new session"
                                + " does not know the outcome of this job.")));
    }

    /**
     * Whether the turn blocks the queue: an unresolved edit or upload with an unknown outcome. An unknown export does
     * not.
     */
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
                        ? which + " moved to the session's archive before the outcome could be read; `longtake show "
                                + name + "` lists the films."
                        : which + " can no longer be found in the session " + name + ".");
    }

    private static boolean isCompleted(Optional<RenderRecord> render) {
        return render.flatMap(RenderRecord::outcome)
                .filter(RenderOutcome.Completed.class::isInstance)
                .isPresent();
    }

    /** Returns the outcome once nothing can proceed on its own: turns that are still queued wait for the user. */
    public JobOutcome whenIdle(String session) {
        if (status != Status.RUNNING) {
            return this;
        }
        return new JobOutcome(
                status,
                render,
                Optional.of(new Failure(
                        FailureType.OUTCOME_UNKNOWN,
                        "The job waits for an edit whose outcome is unknown. To resolve that edit: longtake reconcile "
                                + session)));
    }

    private static boolean isConsequence(Turn turn) {
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

    private static Optional<Failure> deliveryFailure(Optional<RenderRecord> render) {
        return render.flatMap(RenderRecord::outcome)
                .flatMap(outcome ->
                        outcome instanceof RenderOutcome.Completed done ? done.deliveryFailure() : Optional.empty());
    }

    /**
     * Returns the exit code of a job that was followed until nothing could proceed on its own. A job that is still
     * running then waits for the user.
     */
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

    /** Maps failures to exit codes. This is the only such table. */
    public static ExitCode exitCode(FailureType type) {
        return switch (type) {
            case TOKEN_REFUSED, TOKEN_UNAVAILABLE, PLAN_BLOCKS_EXPORT -> ExitCode.NOT_ALLOWED;
            case NO_CREDITS, BUDGET_REACHED -> ExitCode.NO_CREDITS;
            case NEEDS_ANSWER -> ExitCode.NEEDS_ANSWER;
            case OUTCOME_UNKNOWN -> ExitCode.UNKNOWN;
            case NOT_SENT,
                    BACKEND_TROUBLE,
                    RATE_LIMITED,
                    ACCOUNT_SILENT,
                    UNREADABLE_ANSWER,
                    NOT_YET,
                    PAYLOAD_UNREADABLE -> ExitCode.TEMPORARY;
            case SESSION_LOST, SESSION_CLOSED, RENDER_LOST -> ExitCode.NOT_FOUND;
            case NOT_POSSIBLE, UNSUPPORTED_FILE, FILE_TOO_LARGE -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
