package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.media.MediaRef;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transitions without Temporal. */
class SessionStateTest {
    private static final MediaRef DOCUMENT = new MediaRef("archive", 1, "archive.json", "application/json");

    @Test
    void aLimitGoesForAWholeGroupThoughItsFirstTurnsAreInTheArchive() {
        int edits = SessionState.KEPT_TURNS + 20;
        SessionState state =
                SessionState.fresh().enqueue("r", Collections.nCopies(edits + 1, edit("x")), Optional.of(1_000.0));
        for (int number = 1; number <= edits; number++) {
            state = done(state, number, number == 3 ? 7 : 2);
        }

        SessionState halfway = archived(state);
        assertThat(halfway.turns()).hasSize(SessionState.KEPT_TURNS + 1);
        assertThat(halfway.spentBy(1)).isEqualTo(2.0 * edits + 5);
        assertThat(halfway.dearestEdit()).isEqualTo(7);
        assertThat(archived(halfway).spentBy(1)).as("nothing is counted twice").isEqualTo(2.0 * edits + 5);

        SessionState over = archived(done(halfway, edits + 1, 2));
        assertThat(over.archivedSpending())
                .as("of what is over nothing is carried on")
                .isEmpty();
        assertThat(over.dearestEdit()).isEqualTo(7);
    }

    @Test
    void aRebuildRepeatsTheArchivedEditsFirstAndTheOthersInTheOrderInWhichTheyWereMade() {
        SessionState state = SessionState.fresh()
                .enqueue("a", List.of(edit("lost")), Optional.empty())
                .enqueue("b", List.of(edit("later")), Optional.empty());
        state = state.begin(1)
                .end(
                        1,
                        TurnEnd.unknown(new io.longtake.workflows.failure.Failure(
                                io.longtake.workflows.failure.FailureType.OUTCOME_UNKNOWN, "who knows")))
                .repeated(1);
        state = done(done(state, 3, 1), 2, 1);

        SessionState anew = state.rebuilt(new RebuildSession(
                "r", true, Optional.empty(), Optional.of(new ArchivedEdits(0, List.of(new TurnSpec.Edit("first"))))));

        assertThat(anew.queued())
                .extracting(t -> ((TurnSpec.Edit) t.spec()).prompt())
                .containsExactly("first", "lost", "later");
    }

    private static SessionState done(SessionState state, int number, double credits) {
        return state.begin(number).cost(number, credits).end(number, TurnEnd.done("did it"));
    }

    private static SessionState archived(SessionState state) {
        return state.archived(state.overdue(), DOCUMENT);
    }

    private static TurnSpec edit(String prompt) {
        return new TurnSpec.Edit(prompt);
    }
}
