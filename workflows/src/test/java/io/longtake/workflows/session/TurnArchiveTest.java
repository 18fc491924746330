package io.longtake.workflows.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.media.MediaRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnArchiveTest {
    private static final MediaRef DOCUMENT = new MediaRef("archive", 1, "archive.json", "application/json");

    @Test
    void spendingIsCarriedOnWhileSomethingOfItsGroupWaits() {
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
        assertThat(over.spending()).as("of what is over nothing is carried on").isEmpty();
        assertThat(over.turns()).isEqualTo(2);
        assertThat(over.dearest()).isEqualTo(4);
    }

    private static TurnSpec edit() {
        return new TurnSpec.Edit("calm");
    }
}
