package io.longtake.cli.session;

import io.longtake.cli.ExitCode;
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

/**
 * What became of a group of turns, seen as one job.
 *
 * @param render the last render of the group's export, if it got that far
 * @param failure why it isn't done, if it isn't
 */
public record Verdict(Status status, Optional<RenderRecord> render, Optional<Failure> failure) {
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

    /** @param numbers of the turns that count */
    public static Verdict on(SessionView view, List<Integer> numbers) {
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
        return new Verdict(status(turns), render, worst.flatMap(Turn::failure).or(() -> deliveryTrouble(render)));
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

    public ExitCode exitCode() {
        return switch (status) {
            case COMPLETED, RUNNING -> ExitCode.DONE;
            case CANCELLED -> ExitCode.FAILED;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case FAILED -> failure.map(why -> exitCode(why.type())).orElse(ExitCode.FAILED);
        };
    }

    /** The one table from failures to exit codes. */
    public static ExitCode exitCode(FailureType type) {
        return switch (type) {
            case TOKEN_REFUSED, TOKEN_UNAVAILABLE, PLAN_BLOCKS_EXPORT -> ExitCode.NOT_ALLOWED;
            case NO_CREDITS -> ExitCode.NO_CREDITS;
            case OUTCOME_UNKNOWN -> ExitCode.UNKNOWN;
            case NOT_SENT, BACKEND_TROUBLE, RATE_LIMITED, ACCOUNT_SILENT, UNREADABLE_ANSWER, NOT_YET ->
                ExitCode.TEMPORARY;
            case SESSION_LOST, SESSION_CLOSED, RENDER_LOST -> ExitCode.NOT_FOUND;
            case NOT_POSSIBLE -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }
}
