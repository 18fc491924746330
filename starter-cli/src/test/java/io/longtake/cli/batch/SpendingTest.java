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
        assertThat(spending.limitReason(Set.of())).isEmpty();
        spending.record("row-1", costing(30));
        assertThat(spending.limitReason(Set.of())).isEmpty();
        spending.record("row-2", costing(30));

        assertThat(spending.limitReason(Set.of()).orElseThrow()).contains("limit is 70", "60 are spent", "up to 30");
        assertThat(spending.left()).contains(10.0);
    }

    @Test
    void rowsInProgressAreAssumedToCostAsMuchAsTheMostExpensive() {
        spending.record("row-1", costing(30));

        assertThat(spending.limitReason(Set.of("row-2"))).isPresent();
    }

    @Test
    void whileTheCostOfARowIsUnknownRowsRunOneAtATime() {
        assertThat(spending.isProbingPrice()).isTrue();
        spending.record("row-1", costing(0));
        assertThat(spending.isProbingPrice()).as("zero is a known cost too").isFalse();
        assertThat(new Spending(Optional.empty()).isProbingPrice()).isFalse();
    }

    @Test
    void withoutALimitNothingIsHeldBack() {
        Spending free = new Spending(Optional.empty());
        free.record("row-1", costing(1_000));

        assertThat(free.limitReason(Set.of("row-2", "row-3"))).isEmpty();
        assertThat(free.left()).isEmpty();
    }

    @Test
    void aNewPeriodStartsWithoutWhatWasSpentBefore() {
        Spending daily = new Spending(Optional.of(70.0), 50);
        daily.record("row-1", costing(15));
        assertThat(daily.spent()).isEqualTo(65);
        assertThat(daily.limitReason(Set.of()).orElseThrow()).contains("65 are spent");

        daily.startOver();

        assertThat(daily.spent()).isZero();
        assertThat(daily.limitReason(Set.of())).isEmpty();
    }

    @Test
    void aNewPeriodKeepsThePriceThatIsKnown() {
        spending.record("row-1", costing(30));

        spending.startOver();

        assertThat(spending.isProbingPrice()).isFalse();
        assertThat(spending.limitReason(Set.of("row-2"))).isEmpty();
        assertThat(spending.limitReason(Set.of("row-2", "row-3"))).isPresent();
    }

    @Test
    void aRowThatIsTriedAgainCountsOnce() {
        spending.record("row-1", costing(30));
        spending.record("row-1", costing(35));

        assertThat(spending.spent()).isEqualTo(35);
    }
}
