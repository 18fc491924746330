package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The status of a session in lists. */
class SessionStatusTest {
    private static final TurnSpec EDIT = new TurnSpec.Edit("calm");
    private static final TurnSpec EXPORT = new TurnSpec.Export(Optional.empty());

    @Test
    void aSessionIsWorkingWhileSomethingProceedsOnItsOwn() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EDIT, EDIT), Optional.empty());

        assertThat(status(queue)).as("waiting").isEqualTo(SessionStatus.WORKING);
        assertThat(status(queue.begin(1))).isEqualTo(SessionStatus.WORKING);
        TurnQueue done = queue.begin(1).end(1, TurnEnd.done("did")).begin(2).end(2, TurnEnd.done("did"));
        assertThat(status(done)).isEqualTo(SessionStatus.IDLE);
        assertThat(SessionStatus.of(SessionPhase.FORGOTTEN, done.turns())).isEqualTo(SessionStatus.FORGOTTEN);
        assertThat(SessionStatus.of(SessionPhase.CLOSED, queue.turns())).isEqualTo(SessionStatus.CLOSED);
    }

    @Test
    void turnsAfterAnUnknownEditDoNotCountAsWork() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(EDIT), Optional.empty())
                .enqueue("b", List.of(EDIT), Optional.empty());
        TurnQueue stuck = queue.begin(1).end(1, unknown());

        assertThat(status(stuck)).isEqualTo(SessionStatus.UNSETTLED);
        assertThat(status(stuck.settle(1))).isEqualTo(SessionStatus.WORKING);
    }

    @Test
    void anUnknownExportBlocksNothing() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(EXPORT), Optional.empty());
        TurnQueue open = queue.begin(1).end(1, unknown());

        assertThat(status(open)).isEqualTo(SessionStatus.UNSETTLED);
        assertThat(status(open.enqueue("b", List.of(EDIT), Optional.empty()))).isEqualTo(SessionStatus.WORKING);
    }

    @Test
    void everyStatusHasItsOwnWord() {
        for (SessionStatus status : SessionStatus.values()) {
            assertThat(SessionStatus.of(status.word())).isEqualTo(status);
        }
        assertThat(SessionStatus.of("sleeping")).isEqualTo(SessionStatus.UNKNOWN);
    }

    private static SessionStatus status(TurnQueue queue) {
        return SessionStatus.of(SessionPhase.OPEN, queue.turns());
    }

    private static TurnEnd unknown() {
        return TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows"));
    }
}
