package io.longtake.workflows.session;

import java.util.Optional;

/**
 * What a worker measures of a turn that has ended. Contains no text of the user.
 *
 * @param queuedAt workflow time in ms; empty if it was queued before continue-as-new
 * @param startedAt workflow time in ms; empty if it was started before continue-as-new, or never
 * @param endedAt workflow time in ms
 * @param credits its cost, where the account is metered
 */
public record EndedTurn(
        int number,
        Kind kind,
        TurnStatus status,
        Optional<Long> queuedAt,
        Optional<Long> startedAt,
        long endedAt,
        Optional<Double> credits) {
    /** The kinds of turns. */
    public enum Kind {
        MEDIA,
        EDIT,
        EXPORT,
        UNRECOGNIZED
    }

    static EndedTurn of(Turn turn, Optional<Long> queuedAt, Optional<Long> startedAt, long endedAt) {
        Optional<Double> credits = turn instanceof Turn.EditTurn edit ? edit.cost() : Optional.empty();
        return new EndedTurn(turn.number(), kind(turn), turn.status(), queuedAt, startedAt, endedAt, credits);
    }

    private static Kind kind(Turn turn) {
        if (turn instanceof Turn.MediaTurn) {
            return Kind.MEDIA;
        }
        if (turn instanceof Turn.EditTurn) {
            return Kind.EDIT;
        }
        return turn instanceof Turn.ExportTurn ? Kind.EXPORT : Kind.UNRECOGNIZED;
    }
}
