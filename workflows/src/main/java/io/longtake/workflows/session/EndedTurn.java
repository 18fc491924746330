package io.longtake.workflows.session;

import java.util.Optional;

/**
 * What a worker measures of a turn that has ended. Never part of a payload; contains no text of the user.
 *
 * @param kind as in {@link TurnSpec#kind()}
 * @param queuedAt workflow time in ms; empty if it was queued before continue-as-new
 * @param startedAt workflow time in ms; empty if it was started before continue-as-new, or never
 * @param endedAt workflow time in ms
 * @param credits its cost, where the account is metered
 */
public record EndedTurn(
        int number,
        String kind,
        TurnStatus status,
        Optional<Long> queuedAt,
        Optional<Long> startedAt,
        long endedAt,
        Optional<Double> credits) {
    static EndedTurn of(Turn turn, Optional<Long> queuedAt, Optional<Long> startedAt, long endedAt) {
        Optional<Double> credits = turn instanceof Turn.EditTurn edit ? edit.cost() : Optional.empty();
        return new EndedTurn(turn.number(), turn.spec().kind(), turn.status(), queuedAt, startedAt, endedAt, credits);
    }
}
