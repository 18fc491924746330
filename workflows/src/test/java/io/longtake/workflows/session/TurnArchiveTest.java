package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnArchiveTest {
    private static final MediaRef DOCUMENT = new MediaRef("archive", 1, "archive.json", "application/json");

    @Test
    void spendingIsKeptWhileATurnOfItsGroupIsQueued() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(edit(), edit()), Optional.of(9.0))
                .begin(1)
                .cost(1, 4)
                .end(1, TurnEnd.done("did it"));
        List<Turn> gone = List.of(queue.turn(1));

        TurnArchive archive = TurnArchive.empty().with(gone, DOCUMENT, List.of(queue.turn(2)));
        assertThat(archive.spentBy(1)).isEqualTo(4);
        assertThat(archive.turns()).isEqualTo(1);

        TurnArchive over = archive.with(List.of(queue.turn(2).ended(TurnEnd.done("did it"))), DOCUMENT, List.of());
        assertThat(over.spending()).as("nothing is kept of finished groups").isEmpty();
        assertThat(over.turns()).isEqualTo(2);
        assertThat(over.mostExpensive()).isEqualTo(4);
    }

    @Test
    void spendingOfSeveralDocumentsIsSummedAndTheMostExpensiveEditIsKept() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(edit(), edit(), edit()), Optional.empty())
                .enqueue("b", List.of(edit()), Optional.empty());
        List<Turn> waiting = List.of(queue.turn(3));
        Turn first = queue.begin(1).cost(1, 4).end(1, TurnEnd.done("did it")).turn(1);
        Turn second = queue.begin(2).cost(2, 3).end(2, TurnEnd.done("did it")).turn(2);
        Turn other = queue.begin(4).cost(4, 1).end(4, TurnEnd.done("did it")).turn(4);
        MediaRef newer = new MediaRef("newer", 1, "archive.json", "application/json");

        TurnArchive archive = TurnArchive.empty()
                .with(List.of(first), DOCUMENT, waiting)
                .with(List.of(second, other), newer, waiting);

        assertThat(archive).isEqualTo(new TurnArchive(Optional.of(newer), 3, List.of(new GroupSpending(1, 7)), 4));
        assertThat(archive.spentBy(4)).as("its group is finished").isZero();
    }

    @Test
    void spendingIsKeptOnlyWhileAnEditOfItsGroupMayBeRepeated() {
        TurnQueue queue = TurnQueue.empty()
                .enqueue("a", List.of(edit(), edit()), Optional.empty())
                .begin(1)
                .cost(1, 4)
                .end(1, TurnEnd.done("did it"))
                .begin(2)
                .end(2, TurnEnd.unknown(new Failure(FailureType.OUTCOME_UNKNOWN, "who knows")));
        List<Turn> gone = List.of(queue.turn(1));

        assertThat(TurnArchive.empty()
                        .with(gone, DOCUMENT, List.of(queue.turn(2)))
                        .spentBy(1))
                .isEqualTo(4);
        assertThat(TurnArchive.empty()
                        .with(gone, DOCUMENT, List.of(queue.settle(2).turn(2)))
                        .spending())
                .isEmpty();
    }

    @Test
    void aGroupWithoutCostIsNotListed() {
        TurnQueue queue = TurnQueue.empty().enqueue("a", List.of(edit(), edit()), Optional.empty());
        Turn free = queue.begin(1).cost(1, 0).end(1, TurnEnd.done("did it")).turn(1);

        assertThat(TurnArchive.empty().with(List.of(free), DOCUMENT, List.of(queue.turn(2))))
                .isEqualTo(new TurnArchive(Optional.of(DOCUMENT), 1, List.of(), 0));
    }

    private static TurnSpec edit() {
        return new TurnSpec.Edit("calm");
    }
}
