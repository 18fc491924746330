package io.longtake.cli.batch;

import static io.longtake.cli.session.SessionViews.costing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private final Spending spending = new Spending(Optional.of(70.0));

    @Test
    void theRowThatWouldExceedTheLimitIsHeldBack() {
        assertThat(spending.heldBack(Set.of())).isEmpty();
        spending.note(1, costing(30));
        assertThat(spending.heldBack(Set.of())).isEmpty();
        spending.note(2, costing(30));

        assertThat(spending.heldBack(Set.of()).orElseThrow()).contains("limit is 70", "60 are spent", "up to 30");
        assertThat(spending.left()).contains(10.0);
    }

    @Test
    void rowsInProgressAreAssumedToCostAsMuchAsTheMostExpensive() {
        spending.note(1, costing(30));

        assertThat(spending.heldBack(Set.of(2))).isPresent();
    }

    @Test
    void whileTheCostOfARowIsUnknownRowsRunOneAtATime() {
        assertThat(spending.isFeelingItsWay()).isTrue();
        spending.note(1, costing(0));
        assertThat(spending.isFeelingItsWay()).as("zero is a known cost too").isFalse();
        assertThat(new Spending(Optional.empty()).isFeelingItsWay()).isFalse();
    }

    @Test
    void withoutALimitNothingIsHeldBack() {
        Spending free = new Spending(Optional.empty());
        free.note(1, costing(1_000));

        assertThat(free.heldBack(Set.of(2, 3))).isEmpty();
        assertThat(free.left()).isEmpty();
    }
}
